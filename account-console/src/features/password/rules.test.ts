import { describe, expect, test } from '@jest/globals';
import { ruleWords, verdictOf } from './rules.ts';

const user = { username: 'alice', email: 'alice@example.org' };
const rule = (id: string, value: string | null = null, check: 'live' | 'on-save' = 'live') => ({
  id,
  value,
  check,
  text: `Keycloak about ${id}`,
});

describe('a rule is judged as Keycloak judges it', () => {
  test.each([
    ['length', '8', 'eight888', true],
    ['length', '8', 'seven77', false],
    ['length', '8', '🔑🔑🔑🔑', true],
    ['maxLength', '4', 'five5', false],
    ['digits', '2', 'a1b٢', true],
    ['digits', '2', 'a1b', false],
    ['lowerCase', '1', 'ÉA', false],
    ['lowerCase', '1', 'éA', true],
    ['upperCase', '1', 'éa', false],
    ['specialChars', '1', 'abc 1', true],
    ['specialChars', '1', 'äbc1', false],
    ['specialChars', '2', 'abc🔑', true],
    ['notUsername', null, 'ALICE', false],
    ['notUsername', null, 'alice2', true],
    ['notContainsUsername', null, 'xAlicex', false],
    ['notEmail', null, 'Alice@Example.org', false],
    ['notEmail', null, 'alice', true],
  ])('%s %s: %s', (id, value, typed, met) => {
    expect(verdictOf(rule(id, value), typed, user)).toBe(met);
  });

  test('nothing typed meets no rule', () => {
    expect(verdictOf(rule('notUsername'), '', user)).toBe(false);
  });

  test('a user without an address breaks no rule about it', () => {
    expect(verdictOf(rule('notEmail'), 'anything', { username: 'alice' })).toBe(true);
  });

  test.each([
    ['of a pattern', rule('regexPattern', null, 'on-save')],
    ['that is unknown here', rule('ofTomorrow', '3')],
  ])('one %s is left to the server', (_name, unknown) => {
    expect(verdictOf(unknown, 'anything', user)).toBeNull();
  });
});

test('known rules are said in the words of the page, others in those of Keycloak', () => {
  expect(ruleWords(rule('length', '12'))).toBe('At least 12 characters');
  expect(ruleWords(rule('digits', '1'))).toBe('At least 1 digit');
  expect(ruleWords(rule('ofTomorrow'))).toBe('Keycloak about ofTomorrow');
});
