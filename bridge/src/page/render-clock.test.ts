import { expect, test } from '@jest/globals';
import { renderClockOf } from './render-clock.ts';

const clockFor = (cookie?: string) => renderClockOf({ headers: { cookie } });

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['America/Argentina/Buenos_Aires', /^America\/(Argentina\/)?Buenos_Aires$/],
  ['Asia/Kolkata', /^Asia\/(Kolkata|Calcutta)$/],
])('a browser in %s gets its own hours', (told, zone) => {
  const clock = clockFor(`other=1; keyhold-zone=${told}`);
  expect(clock.zone).toEqual(typeof zone === 'string' ? zone : expect.stringMatching(zone));
  expect(clock.nameZone).toBe(false);
  expect(Math.abs(Date.parse(clock.at) - Date.now())).toBeLessThan(1_000);
});

// The bound: what a cookie says chooses from a closed list; each zone of it has formatters that stay in memory.
test.each([
  undefined,
  '',
  'keyhold-zone=',
  'keyhold-zone=Nowhere/Atlantis',
  'keyhold-zone=+05:30',
  'keyhold-zone=<script>',
  `keyhold-zone=${'A'.repeat(4_000)}`,
  'keyhold-zone=%E0%A4%A',
])('with the cookie %s hours are in UTC and say so', (cookie) => {
  expect(clockFor(cookie)).toMatchObject({ zone: 'UTC', nameZone: true });
});

test('ways to write one zone are one zone', () => {
  expect(clockFor('keyhold-zone=europe/BERLIN').zone).toBe('Europe/Berlin');
});
