import { expect, test } from '@jest/globals';
import { adviseOn } from './strength.ts';

test.each([
  ['password1', 'weak'],
  ['alice2026', 'weak'],
  ['tulip-anvil-orbit-pewter', 'strong'],
])('%s is %s', (password, strength) => {
  expect(adviseOn(password, ['alice', 'alice@example.org']).strength).toBe(strength);
});

test('a weak one comes with a reason, a strong one with none', () => {
  expect(adviseOn('password1', []).words).not.toBe('');
  expect(adviseOn('tulip-anvil-orbit-pewter', []).words).toBe('');
});

test('a thousand characters are judged by their beginning, in no time', () => {
  expect(adviseOn('🔑pä'.repeat(250), []).strength).toMatch(/weak|fair|strong/);
});
