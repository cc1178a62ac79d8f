import { expect, test } from '@jest/globals';
import { policyText, rulesOf } from './password-rules.ts';

test('the ways in which Keycloak and its console write a rule are one', () => {
  expect(rulesOf('length(12) and notUsername(undefined) and notEmail() and regexPattern(^(a|b)$)')).toEqual([
    'length(12)',
    'notUsername',
    'notEmail',
    'regexPattern(^(a|b)$)',
  ]);
  expect(rulesOf('')).toEqual([]);
  expect(policyText(['length(12)', 'notEmail'])).toBe('length(12) and notEmail');
});
