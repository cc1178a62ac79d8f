import { nothing, type TemplateResult } from 'lit';
import type { Overview, PasswordRule } from '../../api/model.ts';
import { listOfRules, type RuleShown } from '../../app/rule-list.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { ruleWords, verdictOf } from './rules.ts';

/** The realm's rules, each ticked as soon as what is typed meets it; those that only the server can check say so. */
export function ruleList(
  rules: readonly PasswordRule[],
  typed: string,
  user: Overview['user'],
  broken: readonly string[],
): TemplateResult | typeof nothing {
  if (rules.length === 0) return nothing;
  const shown = rules.map((rule): RuleShown => {
    const told = broken.includes(rule.id);
    const state = told ? 'broken' : verdictOf(rule, typed, user) === true ? 'met' : 'open';
    return { id: rule.id, words: ruleWords(rule), state, later: rule.check !== 'live' };
  });
  return listOfRules(t('password.rules'), shown);
}
