import type { PinRules } from '../../api/model.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import type { RuleShown } from '../../app/rule-list.ts';
import { isKeypadPattern } from './keypad.ts';
import { isMirroredRun, isRepeat, isRun } from './shape.ts';
import { isWrittenDate } from './written-date.ts';

type Check = (pin: string, rules: PinRules) => boolean;

const isDigits = (pin: string): boolean => /^[0-9]+$/.test(pin);
const isLong = (pin: string, { digits }: PinRules): boolean => pin.length >= digits.min && pin.length <= digits.max;

// In the order in which the plugin tells them.
const checks = {
  repeat: isRepeat,
  run: isRun,
  'mirrored-run': isMirroredRun,
  date: isWrittenDate,
  birthday: (pin, { birthdays }) => birthdays.some((birthday) => pin.includes(birthday)),
  keypad: isKeypadPattern,
  common: (pin, { common }) => common.includes(pin),
} satisfies Record<string, Check>;

export type PinRule = keyof typeof checks | 'digits' | 'length' | 'same';

/** The rules that a PIN breaks, judged as the plugin judges it (test/contract/pin/rules-cases.json); of what is no PIN nothing else is said. */
export function brokenRules(pin: string, rules: PinRules): PinRule[] {
  if (!isDigits(pin)) return ['digits'];
  if (!isLong(pin, rules)) return ['length'];
  return shapes.filter((rule) => checks[rule](pin, rules));
}

const shapes = Object.keys(checks) as (keyof typeof checks)[];

/** The rule as a list says it; the server's new one, that this page does not know, in general words. */
export function pinRuleWords(rule: string, { min, max }: PinRules['digits']): string {
  switch (rule) {
    case 'digits':
      return t('pin.rule-digits');
    case 'length':
      return min === max ? t('pin.rule-exact-length', { max }) : t('pin.rule-length', { min, max });
    case 'repeat':
      return t('pin.rule-repeat');
    case 'run':
      return t('pin.rule-run');
    case 'mirrored-run':
      return t('pin.rule-mirrored-run');
    case 'date':
      return t('pin.rule-date');
    case 'birthday':
      return t('pin.rule-birthday');
    case 'keypad':
      return t('pin.rule-keypad');
    case 'common':
      return t('pin.rule-common');
    case 'same':
      return t('pin.rule-same');
    default:
      return t('pin.rule-unknown');
  }
}

/** Every rule for the list, with what is typed so far held against it; `told` is what the server found broken. */
export function pinRulesShown(typed: string, rules: PinRules, told: readonly string[], changing: boolean): RuleShown[] {
  const broken = typed === '' ? [] : brokenRules(typed, rules);
  const judged = typed !== '' && !broken.includes('digits') && !broken.includes('length');
  const tooShort = isDigits(typed) && typed.length < rules.digits.min;
  const state = (rule: PinRule): RuleShown['state'] => {
    if (told.includes(rule)) return 'broken';
    if (broken.includes(rule)) return rule === 'length' && tooShort ? 'open' : 'broken';
    return judged || (rule === 'digits' && typed !== '') ? 'met' : 'open';
  };
  const listed: PinRule[] = ['digits', 'length', ...shapes];
  const shown: RuleShown[] = listed
    .filter((rule) => rule !== 'birthday' || rules.birthdays.length > 0)
    .map((id) => ({ id, words: pinRuleWords(id, rules.digits), state: state(id), later: false }));
  if (!changing) return shown;
  const words = pinRuleWords('same', rules.digits);
  return [...shown, { id: 'same', words, state: told.includes('same') ? 'broken' : 'open', later: true }];
}
