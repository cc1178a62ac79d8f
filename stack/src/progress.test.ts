import { describe, expect, test } from '@jest/globals';
import { elapsed } from './progress.ts';

describe('elapsed time', () => {
  test.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [125_000, '2 min 05 s'],
    [59_999, '59 s'],
  ])('of %d ms reads %s', (milliseconds, words) => {
    expect(elapsed(0, milliseconds)).toBe(words);
  });
});
