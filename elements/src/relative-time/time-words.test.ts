import { afterEach, describe, expect, test } from '@jest/globals';
import { exactWords, momentWords, now as present, relativeWords, setClock, zone } from './time-words.ts';

const now = new Date(2026, 10, 22, 14, 30);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts);

test.each([
  ['under a minute is left to the caller', at(2026, 10, 22, 14, 30), null],
  ['a clock that runs ahead is not the future', at(2026, 10, 22, 14, 40), null],
  ['minutes', at(2026, 10, 22, 14, 18), '12 minutes ago'],
  ['one minute', at(2026, 10, 22, 14, 29), '1 minute ago'],
  ['hours of the same day', at(2026, 10, 22, 2, 10), '12 hours ago'],
  ['yesterday with its time', at(2026, 10, 21, 23, 10), 'Yesterday, 23:10'],
  ['a weekday within a week', at(2026, 10, 17, 9, 5), 'Tuesday, 09:05'],
  ['a date a week ago', at(2026, 10, 15, 14, 30), '15 Nov 2026'],
  ['a date last year', at(2025, 4, 3, 9, 5), '3 May 2025'],
])('%s', (_what, date, words) => {
  expect(relativeWords(date, now, 'en')).toBe(words);
});

test('a moment soon after midnight is hours ago, not yesterday', () => {
  expect(relativeWords(at(2026, 10, 21, 23, 10), at(2026, 10, 22, 1, 20), 'en')).toBe('2 hours ago');
});

test('another language brings its own words', () => {
  expect(relativeWords(at(2026, 10, 21, 23, 10), now, 'de')).toBe('Gestern, 23:10');
  expect(relativeWords(at(2026, 10, 22, 12, 30), now, 'de')).toBe('vor 2 Stunden');
});

test('the exact moment names day, time and zone', () => {
  expect(exactWords(at(2026, 10, 22, 14, 30), 'en')).toMatch(/^Sunday,? 22 November 2026 at 14:30:00 \S+/);
});

test('a moment in a line of facts leaves out what goes without saying', () => {
  expect(momentWords(at(2026, 10, 22, 9, 5), now, 'en')).toBe('09:05');
  expect(momentWords(at(2026, 4, 3, 9, 5), now, 'en')).toBe('3 May, 09:05');
  expect(momentWords(at(2025, 4, 3, 9, 5), now, 'en')).toBe('3 May 2025, 09:05');
});

describe('by a clock that was set', () => {
  const instant = new Date('2026-11-22T22:30:00Z');
  afterEach(() => setClock());

  test('days and hours are those of its zone', () => {
    setClock({ now: () => instant, zone: 'Asia/Tokyo' });
    expect(zone()).toBe('Asia/Tokyo');
    expect(momentWords(new Date('2026-11-22T14:50:00Z'), present(), 'en')).toBe('22 Nov, 23:50');
    expect(momentWords(new Date('2026-11-22T15:10:00Z'), present(), 'en')).toBe('00:10');
    expect(relativeWords(new Date('2026-11-22T14:10:00Z'), present(), 'en')).toBe('Yesterday, 23:10');
    expect(momentWords(new Date('2025-12-31T15:00:00Z'), present(), 'en')).toBe('1 Jan, 00:00');
    expect(exactWords(instant, 'en')).toMatch(/^Monday,? 23 November 2026 at 07:30:00/);
  });

  test('a zone that is a guess stands beside the hours', () => {
    setClock({ now: () => instant, zone: 'UTC', nameZone: true });
    expect(momentWords(new Date('2026-11-22T14:50:00Z'), present(), 'en')).toBe('14:50 UTC');
  });

  test('without one it is the own clock of this machine', () => {
    expect(Math.abs(present().getTime() - Date.now())).toBeLessThan(1_000);
    expect(zone()).toBeUndefined();
  });
});
