import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { compareOnline } from '../sync/online.ts';
import { isOutdated, newDifferences, outdated } from '../sync/shown.ts';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.ts';
import { fakeCaller, type FakeCaller } from '../testing/fake-caller.ts';
import { json } from '../testing/fake-keycloak.ts';
import { golden } from '../testing/golden.ts';
import { overview, type Overview } from './overview.schema.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.caller = caller = fakeCaller();
  api.sync = { ...api.sync, beside: () => Promise.resolve({ changed: true }) };
});

test.each(['overview', 'no-provable-factor'])('golden answer %s fits the schema that runs', (name) => {
  expect(overview.parse(golden(`overview/${name}`))).toEqual(golden(`overview/${name}`));
});

test('brings all cards by exactly one call, every time anew', async () => {
  api.keycloak.on('GET /overview', json(200, golden('overview/overview')));
  expect((await api.fetch('/overview')).body).toEqual(golden('overview/overview'));
  expect(api.keycloak.calls).toHaveLength(1);
  await api.fetch('/overview');
  expect(api.keycloak.calls).toHaveLength(2);
});

test('remembers what the page now shows, and takes away the mark of a change', async () => {
  const { sessions } = golden('overview/overview') as Overview;
  const online = sessions.items.filter(({ kind }) => kind === 'online').map(({ id }) => id);
  await caller.remember({ shown: outdated('old', ['sessions']) });
  api.keycloak.on('GET /overview', json(200, golden('overview/overview')));
  const answer = await api.fetch('/overview');
  expect(isOutdated(caller.shown)).toBe(false);
  expect(newDifferences(caller.shown, online.reverse(), [])).not.toContain('sessions');
  expect(newDifferences(caller.shown, [...online, 'new'], [])).toContain('sessions');
  expect(answer.headers.has('x-keyhold-changed')).toBe(false);
});

test('other answers tell that something changed, refusals too', async () => {
  expect((await api.fetch('/sessions/x', { method: 'DELETE' })).headers.get('x-keyhold-changed')).toBe('1');
  api.keycloak.on('GET /sessions', json(200, golden('sessions/list')));
  expect((await api.fetch('/sessions')).headers.get('x-keyhold-changed')).toBe('1');
});

test('stock and plugin answers are compared by the ids of online sessions', () => {
  const plugin = [
    { id: 'a', kind: 'online' },
    { id: 'b', kind: 'online' },
    { id: 'offline~a', kind: 'offline' },
  ];
  expect(compareOnline(plugin, [{ id: 'b' }, { id: 'a' }])).toEqual({ onlyInPlugin: [], onlyInStock: [] });
  expect(compareOnline(plugin, [{ id: 'b' }, { id: 'c' }])).toEqual({ onlyInPlugin: ['a'], onlyInStock: ['c'] });
});
