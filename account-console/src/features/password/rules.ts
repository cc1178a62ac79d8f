import type { Overview, PasswordRule } from '../../api/model.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';

/** Whether a rule is met by what is typed; `null` when only the server can tell. */
export type Verdict = boolean | null;

type User = Pick<Overview['user'], 'email' | 'username'>;
type Check = (typed: string, value: number, user: User) => boolean;

const count = (typed: string, pattern: RegExp): number => typed.split('').filter((unit) => pattern.test(unit)).length;
const same = (typed: string, other: string | undefined): boolean => typed.toLowerCase() === other?.toLowerCase();

// By Keycloak's ids and as Keycloak counts: in UTF-16 units; a special character is whatever is no letter and no digit, so that
// an emoji is two of them.
const checks: Readonly<Record<string, Check>> = {
  length: (typed, value) => typed.length >= value,
  maxLength: (typed, value) => typed.length <= value,
  digits: (typed, value) => count(typed, /\p{Nd}/u) >= value,
  lowerCase: (typed, value) => count(typed, /\p{Lowercase}/u) >= value,
  upperCase: (typed, value) => count(typed, /\p{Uppercase}/u) >= value,
  specialChars: (typed, value) => count(typed, /[^\p{L}\p{Nd}]/u) >= value,
  notUsername: (typed, _value, { username }) => !same(typed, username),
  notContainsUsername: (typed, _value, { username }) => !typed.toLowerCase().includes(username.toLowerCase()),
  notEmail: (typed, _value, { email }) => !same(typed, email),
};

/** What the page can say while the user types. It never blocks: the server decides, by the same rules and those it keeps. */
export function verdictOf(rule: PasswordRule, typed: string, user: User): Verdict {
  const check = checks[rule.id];
  if (rule.check !== 'live' || check === undefined) return null;
  return typed !== '' && check(typed, Number(rule.value), user);
}

/** The rule as the list says it; one that this page does not know speaks in the server's words. */
export function ruleWords({ id, value, text }: PasswordRule): string {
  const count = Number(value);
  switch (id) {
    case 'length':
      return t('password.rule-length', { count });
    case 'maxLength':
      return t('password.rule-max-length', { count });
    case 'digits':
      return t('password.rule-digits', { count });
    case 'lowerCase':
      return t('password.rule-lower-case', { count });
    case 'upperCase':
      return t('password.rule-upper-case', { count });
    case 'specialChars':
      return t('password.rule-special-chars', { count });
    case 'notUsername':
      return t('password.rule-not-username');
    case 'notContainsUsername':
      return t('password.rule-not-contains-username');
    case 'notEmail':
      return t('password.rule-not-email');
    case 'passwordHistory':
      return t('password.rule-history', { count });
    case 'regexPattern':
      return t('password.rule-pattern');
    case 'passwordBlacklist':
      return t('password.rule-blocklist');
    default:
      return text;
  }
}
