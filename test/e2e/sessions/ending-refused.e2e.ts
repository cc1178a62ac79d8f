import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { grantFor } from '../../support/grant.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { visible } from '../../support/visible-answer.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  bridge = things.use(await BridgeProcess.startFor(realm));
  alice = await realm.addUser('alice');
  bob = await realm.addUser('bob');
});

afterAll(() => things.disposeAsync());

/** Alice at the plugin, with a grant for ending sessions. */
async function proven() {
  const tokens = await realm.userTokens(alice);
  const caller = { user: tokens.access_token, bridge: await realm.bridgeToken() };
  return { ...caller, grant: (await grantFor(realm.name, caller, alice)).grant };
}

const nobodysId = 'AAAAAAAAAAAAAAAAAAAAAAAA';

/** Ids that must look like one that never was. The threat: an answer that tells which sessions exist. The bound: no byte differs. */
async function idsLikeMissing(): Promise<[string, string][]> {
  await realm.userTokens(bob);
  const [bobs = ''] = await realm.onlineSessions(bob);
  const before = await realm.onlineSessions(alice);
  await realm.userTokens(alice);
  const ended = (await realm.onlineSessions(alice)).find((id) => !before.includes(id)) ?? '';
  await realm.admin.realms.deleteSession({ realm: realm.name, session: ended, isOffline: false });
  return [
    ["another user's", bobs],
    ["another user's, as offline one", `offline~${bobs}`],
    ['ended', ended],
    ['malformed', 'not%20a%20session%00'],
    ['a path', '..%2f..%2fadmin'],
    ['300 characters', 'x'.repeat(300)],
    ['unknown kind', `imaginary~${bobs}`],
  ];
}

test('straight at the plugin, a foreign, ended, malformed or endless id is answered byte for byte like a missing one', async () => {
  const caller = await proven();
  const missing = await callPlugin(realm.name, { ...caller, method: 'DELETE', path: `/sessions/${nobodysId}` });
  expect([missing.status, missing.problem]).toEqual([404, 'not-found']);
  for (const [kind, id] of await idsLikeMissing()) {
    const answer = await callPlugin(realm.name, { ...caller, method: 'DELETE', path: `/sessions/${id}` });
    expect([kind, visible(answer)]).toEqual([kind, visible(missing)]);
  }
  expect(await realm.onlineSessions(bob)).not.toEqual([]);
});

test('through the bridge, those ids are answered like a missing one too', async () => {
  const visit = await BridgeVisitor.signedIn(bridge.url, alice);
  await visit.prove(alice.password);
  const missing = await visit.call('DELETE', `/api/sessions/${nobodysId}`);
  expect([missing.status, missing.problem]).toEqual([404, 'not-found']);
  for (const [kind, id] of await idsLikeMissing()) {
    const answer = await visit.call('DELETE', `/api/sessions/${id}`);
    expect([kind, visible(answer)]).toEqual([kind, visible(missing)]);
  }
});

test('the session behind the request cannot be ended, and stays', async () => {
  const visit = await BridgeVisitor.signedIn(bridge.url, alice);
  await visit.prove(alice.password);
  const list = (await visit.call('GET', '/api/sessions')).json as { items: { id: string; current: boolean }[] };
  const current = list.items.filter((session) => session.current);
  expect(current).toHaveLength(1);
  expect(list.items[0]).toEqual(current[0]);
  const answer = await visit.call('DELETE', `/api/sessions/${current[0]!.id}`);
  expect([answer.status, answer.problem]).toEqual([409, 'current-session']);
  expect((await visit.call('GET', '/api/overview')).status).toBe(200);
});
