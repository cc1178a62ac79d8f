import { z } from 'zod';

const count = z.int().min(1).max(1_000_000);
const on = z.literal(true, 'expected true; a rule that is not wanted is left out');

/** Our name of each rule, its name in Keycloak, and how its value is written. A map holds each rule once, as Keycloak does. */
const RULES = {
  length: { id: 'length', value: count },
  'max-length': { id: 'maxLength', value: count },
  digits: { id: 'digits', value: count },
  'lower-case': { id: 'lowerCase', value: count },
  'upper-case': { id: 'upperCase', value: count },
  'special-characters': { id: 'specialChars', value: count },
  'not-username': { id: 'notUsername', value: on },
  'not-contains-username': { id: 'notContainsUsername', value: on },
  'not-email': { id: 'notEmail', value: on },
  history: { id: 'passwordHistory', value: count },
  'not-used-for-days': { id: 'passwordAge', value: count },
  'expires-after-days': { id: 'forceExpiredPasswordChange', value: count },
  regex: { id: 'regexPattern', value: z.string().min(1).refine(isWholeRule, 'Keycloak cuts a regex at " and "') },
  blocklist: { id: 'passwordBlacklist', value: z.string().regex(/^[\w.-]+$/, 'expected the name of a file') },
  'hash-algorithm': { id: 'hashAlgorithm', value: z.string().regex(/^[\w-]+$/, 'expected a name such as argon2') },
  'hash-iterations': { id: 'hashIterations', value: count },
} as const;

// Keycloak keeps the policy as one text and splits it at this word, in a regex too.
function isWholeRule(regex: string): boolean {
  return !regex.includes(' and ') && !regex.startsWith('and ') && !regex.endsWith(' and');
}

type Rules = typeof RULES;
const shape = Object.fromEntries(Object.entries(RULES).map(([name, { value }]) => [name, value.optional()])) as {
  [Name in keyof Rules]: z.ZodOptional<Rules[Name]['value']>;
};

/** The rules a new password has to meet, read as Keycloak's own, such as `length(12)`. An empty map means no rule at all. */
export const passwordPolicy = z.strictObject(shape).transform((rules) =>
  Object.entries(rules).flatMap(([name, value]) => {
    const { id } = RULES[name as keyof Rules];
    return value === undefined ? [] : [value === true ? id : `${id}(${String(value)})`];
  }),
);
