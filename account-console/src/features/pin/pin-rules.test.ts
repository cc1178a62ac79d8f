import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { brokenRules, pinRulesShown } from './pin-rules.ts';

interface Case {
  pin: string;
  min: number;
  birthdate: string | null;
  broken: string[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../../../test/contract/pin/rules-cases.json', import.meta.url), 'utf8'),
) as Case[];

// What the plugin tells of this birthday; of any other text, nothing.
const ways: Record<string, string[]> = {
  '1987-03-05': ['0503', '0305', '1987', '050387', '51987', '5387', '31987', '531987'],
};
// The plugin's own list is long: the cases say what stands on it.
const common = cases.filter(({ broken }) => broken.includes('common')).map(({ pin }) => pin);

const rulesOf = ({ min, birthdate }: Case) => ({
  digits: { min, max: 12 },
  birthdays: (ways[birthdate ?? ''] ?? []).filter((way) => way.length >= min),
  common,
});

describe('a PIN is judged as the plugin judges it', () => {
  test.each(cases.map((each) => [each.pin, each] as const))('%j', (pin, each) => {
    expect(brokenRules(pin, rulesOf(each))).toEqual(each.broken);
  });
});

describe('the list while typing', () => {
  const rules = { digits: { min: 6, max: 12 }, birthdays: [], common: [] };
  const states = (typed: string, told: string[] = []) =>
    Object.fromEntries(pinRulesShown(typed, rules, told, true).map(({ id, state }) => [id, state]));

  test('holds nothing against an empty field, nor against a PIN that is not whole yet', () => {
    expect(new Set(Object.values(states('')))).toEqual(new Set(['open']));
    expect(states('123')).toMatchObject({ digits: 'met', length: 'open', run: 'open' });
  });

  test('tells what is broken, and what is too long', () => {
    expect(states('123456')).toMatchObject({ length: 'met', run: 'broken', date: 'met' });
    expect(states('8392741650389')).toMatchObject({ length: 'broken', run: 'open' });
    expect(states('83 27')).toMatchObject({ digits: 'broken', length: 'open' });
  });

  test('leaves to the server what only the server knows', () => {
    expect(states('839274')).toMatchObject({ same: 'open' });
    expect(states('839274', ['same'])).toMatchObject({ same: 'broken' });
  });
});
