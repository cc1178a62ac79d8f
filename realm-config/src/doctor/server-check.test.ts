import { expect, test } from '@jest/globals';
import { isBelow } from './server-check.ts';

test.each([
  ['26.7.5', false],
  ['26.7.4', true],
  ['26.7.10', false],
  ['26.8.0', false],
  ['27.0.0', false],
  ['25.9.9', true],
  ['26.7', true],
  ['26.7.5-SNAPSHOT', false],
  ['999.0.0-SNAPSHOT', false],
  ['', true],
])('Keycloak %j below 26.7.5: %j', (version, below) => {
  expect(isBelow(version, '26.7.5')).toBe(below);
});
