import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { compareOnline } from '../sync/online.ts';
import { isOutdated, newDifferences, outdated } from '../sync/shown.ts';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.ts';
import { fakeCaller, type FakeCaller } from '../testing/fake-caller.ts';
import { json } from '../testing/fake-keycloak.ts';
import { golden } from '../testing/golden.ts';
import { pluginOverview, type Overview, type PluginOverview } from './overview.schema.ts';

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
  expect(pluginOverview.parse(golden(`overview/${name}`))).toEqual(golden(`overview/${name}`));
});

test('brings all cards by exactly one call, every time anew', async () => {
  api.keycloak.on('GET /overview', json(200, golden('overview/overview')));
  const { passkeys: _keys, ...rest } = golden('overview/overview') as PluginOverview;
  expect((await api.fetch('/overview')).body).toMatchObject(rest);
  expect(api.keycloak.calls).toHaveLength(1);
  await api.fetch('/overview');
  expect(api.keycloak.calls).toHaveLength(2);
});

describe('keys', () => {
  const told = golden('overview/overview') as PluginOverview;
  const waysBestFirst = [
    { kind: 'passkey', and: null },
    { kind: 'password', and: 'totp' },
    { kind: 'password', and: 'security-key' },
  ];
  const read = async (passkeyAt: string, securityKeyAt: string, methods: object[] = waysBestFirst) => {
    const { passkeys, securityKeys } = told.passkeys;
    const at = (id: string) => ({ relyingParty: { id, name: 'Example Bank' } });
    const section = {
      ...told.passkeys,
      passkeys: { ...passkeys, ...at(passkeyAt) },
      securityKeys: { ...securityKeys, ...at(securityKeyAt) },
    };
    const reauthentication = { ...told.reauthentication, methods, methodsToEndSessions: methods };
    api.keycloak.on('GET /overview', json(200, { ...told, passkeys: section, reauthentication }));
    return (await api.fetch('/overview')).body as Overview;
  };

  test('of this page are told as such, and may prove who somebody is', async () => {
    const { passkeys, reauthentication } = await read('example.org', 'account.example.org');
    expect(passkeys).toMatchObject({ ...told.passkeys, passkeys: { here: true }, securityKeys: { here: true } });
    expect(reauthentication.methods).toEqual(waysBestFirst);
  });

  test('of another host are listed, and prove nothing here', async () => {
    const { passkeys, reauthentication } = await read('id.example.org', 'example.org');
    expect([passkeys.passkeys.here, passkeys.securityKeys.here]).toEqual([false, true]);
    expect(passkeys.passkeys.items).toHaveLength(1);
    for (const ways of [reauthentication.methods, reauthentication.methodsToEndSessions]) {
      expect(ways).toEqual(waysBestFirst.slice(1));
    }
    const neither = await read('id.example.org', 'id.example.org');
    expect(neither.reauthentication).toMatchObject({ methods: [waysBestFirst[1]], unavailable: null });
  });

  test('of another host alone: nothing here can prove it, and the account page is named', async () => {
    const { reauthentication } = await read('id.example.org', 'id.example.org', [{ kind: 'passkey', and: null }]);
    expect(reauthentication).toMatchObject({
      methods: [],
      unavailable: { reason: 'no-provable-factor', accountUrl: 'https://id.example.org/realms/demo/account' },
    });
  });
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
