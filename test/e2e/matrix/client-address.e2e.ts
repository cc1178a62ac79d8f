import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: someone writes their own address into the log and into rate limits, or blames another's. The bound: only
// a declared proxy's word counts, and inside Keycloak only that of the bridge. Keycloak's events show what was believed.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  await realm.admin.realms.updateConfigEvents({ realm: realm.name }, { eventsEnabled: true });
});

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
});

afterAll(() => things.disposeAsync());

/** Ends another session of this user by a request with these headers, and tells which address Keycloak wrote down for it. */
async function addressBelieved(bridge: BridgeProcess, headers: Record<string, string>): Promise<string | undefined> {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await realm.userTokens(alice);
  await visitor.prove(alice.password);
  expect((await visitor.call('DELETE', '/api/sessions', { headers })).status).toBe(200);
  const event = await eventually('the event of the ended session', 5_000, async () => {
    const query = { realm: realm.name, type: ['LOGOUT'], user: alice.id };
    return (await realm.admin.realms.findEvents(query as never))[0];
  });
  return event.ipAddress;
}

const forged = {
  'x-forwarded-for': '203.0.113.66',
  forwarded: 'for=203.0.113.66',
  'x-real-ip': '203.0.113.66',
  'x-keyhold-client-ip': '203.0.113.66',
  'true-client-ip': '203.0.113.66',
};

test('without a declared proxy the connection’s address counts, whatever the headers say', async () => {
  await using bridge = await BridgeProcess.startFor(realm);
  expect(await addressBelieved(bridge, forged)).toBe('127.0.0.1');
});

test('behind a declared proxy its last entry counts, and nothing that a client wrote before it', async () => {
  await using bridge = await BridgeProcess.startFor(realm, { KEYHOLD_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' });
  const headers = { ...forged, 'x-forwarded-for': '203.0.113.66, 198.51.100.7' };
  expect(await addressBelieved(bridge, headers)).toBe('198.51.100.7');
});

test('straight at the plugin an address is believed from nobody but the bridge', async () => {
  const user = (await realm.userTokens(alice)).access_token;
  const headers = { 'x-keyhold-client-ip': '203.0.113.66', 'x-keyhold-user-agent': 'forged' };
  for (const bridge of [undefined, user, 'garbage']) {
    const answer = await callPlugin(realm.name, { path: '/overview', user, bridge, headers });
    expect([answer.status, answer.problem]).toEqual([403, 'forbidden-caller']);
  }
  const { text } = await callPlugin(realm.name, {
    path: '/overview',
    user,
    bridge: await realm.bridgeToken(),
    headers,
  });
  expect(text).not.toContain('203.0.113.66');
});
