import { expect, test } from '@jest/globals';
import type { DesiredObject } from './desired.ts';
import { field } from './desired.ts';
import { diff, sameValue } from './diff.ts';

const client: DesiredObject = {
  key: { kind: 'client', clientId: 'bridge' },
  reason: 'signs users in',
  fields: [
    field('secret', 'the-declared-secret', 'the file says so', { secret: true }),
    field('made', 'yes', 'tells who made it', { onlyAtCreation: true }),
    field('redirectUris', ['a', 'b'], 'exact'),
  ],
};

test('masks a secret on both sides, so that a change may be printed whole', () => {
  for (const live of [null, { secret: 'the-live-secret' }]) {
    const text = JSON.stringify(diff(client, live));
    expect(text).not.toMatch(/the-(declared|live)-secret/);
    expect(text).toContain('(secret)');
  }
});

test('still sees that a secret differs, and that it does not', () => {
  const same = { secret: 'the-declared-secret', redirectUris: ['b', 'a'] };
  expect(diff(client, same).verb).toBe('no-op');
  expect(diff(client, { ...same, secret: 'other' }).fields.map(({ name }) => name)).toEqual(['secret']);
});

test('creates with every field and never compares what only creation sets', () => {
  expect(diff(client, null)).toMatchObject({ verb: 'create', fields: [{}, { name: 'made' }, {}] });
  const live = { secret: 'the-declared-secret', made: 'by somebody', redirectUris: ['a', 'b'] };
  expect(diff(client, live).verb).toBe('no-op');
});

test.each([
  [undefined, '', true],
  [undefined, [], true],
  [undefined, false, false],
  [undefined, 'false', false],
  ['60', 60, false],
  [['a', 'b'], ['b', 'a'], true],
  [['a'], ['a', 'b'], false],
  ['a', ['a'], false],
])('live %j and declared %j: same is %j', (live, declared, same) => {
  expect(sameValue(live, declared)).toBe(same);
});
