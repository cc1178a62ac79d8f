import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { adminApi } from '../../../bridge/src/keycloak/admin-api.ts';
import type { AdminApi } from '../../../bridge/src/keycloak/admin-api.ts';
import { compareOnline } from '../../../bridge/src/sync/online.ts';
import { grantFor } from '../../support/grant.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { codeFlow, directGrant } from '../../support/tokens.ts';

// The bridge reads which online sessions exist in two ways: the plugin's list for the page, Keycloak's stock admin API for
// its sync. Were they ever of two minds, the page would be called outdated for ever, or a live web session be ended. So they
// are compared here as the bridge compares them, with its own reader of the stock API and its own service account.

interface Listed {
  id: string;
  kind: string;
  current: boolean;
  address: string;
  startedAt: string;
}

const things = new AsyncDisposableStack();
let realm: TestRealm;
let stock: AdminApi;
let shop: TestClient;
let alice: TestUser;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ accessToken: '5m' }));
  const serviceToken = { get: () => realm.bridgeToken(), refused: () => false };
  stock = adminApi({ baseUrl: testRun().keycloakUrl, realm: realm.name, serviceToken });
  shop = await realm.addClient('shop');
});

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
});

afterAll(() => things.disposeAsync());

/** Alice in a browser of her own, at the plugin by the bridge. */
async function signedIn() {
  const caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
  const call = (method: string, path: string, more: { grant?: string; body?: unknown } = {}) =>
    callPlugin(realm.name, { ...caller, ...more, method, path });
  const list = async () => ((await call('GET', '/sessions')).json as { items: Listed[] }).items;
  const proven = async () => (await grantFor(realm.name, caller, alice)).grant;
  return { call, list, proven };
}

type Visitor = Awaited<ReturnType<typeof signedIn>>;

/** Two more browsers, one of them in two applications; an application without a browser; and two offline sessions. */
async function manySessions(): Promise<void> {
  const browser = new PlainBrowser(undefined, 'Firefox on Windows');
  await realm.userTokens(alice, browser);
  await codeFlow(realm.name, shop, { browser });
  await codeFlow(realm.name, shop, { user: alice, browser: new PlainBrowser(undefined, 'Edge on Windows') });
  await directGrant(realm.name, shop, alice);
  const offline = 'openid offline_access';
  await codeFlow(realm.name, shop, { user: alice, scope: offline });
  await directGrant(realm.name, shop, alice, offline);
}

const ids = (list: Listed[]) => list.map(({ id }) => id).sort();
const ofKind = (list: Listed[], kind: string) => ids(list.filter((session) => session.kind === kind));
const agreed = { onlyInPlugin: [], onlyInStock: [] };

/** Fails unless both sides name the same online sessions; answers the plugin's whole list. */
async function agreeing(visitor: Visitor): Promise<Listed[]> {
  const list = await visitor.list();
  expect(compareOnline(list, await stock.onlineSessions(alice.id))).toEqual(agreed);
  return list;
}

test('with online and offline sessions of browsers and applications both sides name the same online ones', async () => {
  await manySessions();
  const bob = await realm.addUser(`bob${users}`);
  await realm.userTokens(bob);
  const list = await agreeing(await signedIn());
  // Two browsers, the application without one, and this one: whatever else offline sign-ins leave, the sides agree on it.
  expect(ofKind(list, 'online').length).toBeGreaterThanOrEqual(4);
  expect(ofKind(list, 'offline')).toHaveLength(2);
  expect(list.filter(({ current }) => current)).toHaveLength(1);
});

test('they agree about where and when each of them began', async () => {
  await manySessions();
  const online = (await agreeing(await signedIn())).filter(({ kind }) => kind === 'online');
  const stockSessions = await realm.admin.users.listSessions({ realm: realm.name, id: alice.id });
  const facts = stockSessions.map(({ id, ipAddress, start = 0 }) =>
    [id, ipAddress, Math.floor(start / 1000)].join(' '),
  );
  const ours = online.map(({ id, address, startedAt }) => [id, address, Date.parse(startedAt) / 1000].join(' '));
  expect(ours.sort()).toEqual(facts.sort());
});

test('they agree after each session that the plugin ends, online or offline', async () => {
  await manySessions();
  const visitor = await signedIn();
  const grant = await visitor.proven();
  let before = await agreeing(visitor);
  for (const kind of ['online', 'offline']) {
    const ended = before.find((session) => session.kind === kind && !session.current)!;
    expect((await visitor.call('DELETE', `/sessions/${ended.id}`, { grant })).status).toBe(204);
    const after = await agreeing(visitor);
    expect(ids(after)).toEqual(ids(before).filter((id) => id !== ended.id));
    before = after;
  }
  const others = { ended: before.length - 1, remaining: 0 };
  expect((await visitor.call('DELETE', '/sessions', { grant })).json).toEqual(others);
  expect(await agreeing(visitor)).toMatchObject([{ kind: 'online', current: true }]);
});

test('they agree after each session that Keycloak ends: by an administrator, a sign-out elsewhere, a revocation', async () => {
  await manySessions();
  const visitor = await signedIn();
  const before = await agreeing(visitor);

  const online = before.find(({ kind, current }) => kind === 'online' && !current)!;
  await realm.admin.realms.deleteSession({ realm: realm.name, session: online.id, isOffline: false });
  const withoutOne = await agreeing(visitor);
  expect(ofKind(withoutOne, 'online')).toEqual(ofKind(before, 'online').filter((id) => id !== online.id));

  const browser = new PlainBrowser();
  const tokens = await codeFlow(realm.name, shop, { user: alice, browser });
  expect(await agreeing(visitor)).toHaveLength(withoutOne.length + 1);
  const end = `${realm.issuer}/protocol/openid-connect/logout?id_token_hint=${tokens.id_token}`;
  expect((await browser.visit(end)).status).toBeLessThan(400);
  expect(await agreeing(visitor)).toHaveLength(withoutOne.length);

  const [offline = ''] = ofKind(withoutOne, 'offline');
  const session = offline.replace('offline~', '');
  await realm.admin.realms.deleteSession({ realm: realm.name, session, isOffline: true });
  const withoutOffline = await agreeing(visitor);
  expect(ofKind(withoutOffline, 'offline')).toEqual(ofKind(withoutOne, 'offline').filter((id) => id !== offline));
  expect(ofKind(withoutOffline, 'online')).toEqual(ofKind(withoutOne, 'online'));
});

test('counter-proof: the comparison fails on a session that one side names and the other does not', async () => {
  await manySessions();
  const visitor = await signedIn();
  const list = await agreeing(visitor);
  const answer = await stock.onlineSessions(alice.id);

  const ended = list.find(({ kind, current }) => kind === 'online' && !current)!;
  await realm.admin.realms.deleteSession({ realm: realm.name, session: ended.id, isOffline: false });
  const fewer = await stock.onlineSessions(alice.id);
  expect(compareOnline(list, fewer)).toEqual({ onlyInPlugin: [ended.id], onlyInStock: [] });
  expect(compareOnline(await visitor.list(), answer)).toEqual({ onlyInPlugin: [], onlyInStock: [ended.id] });

  // An offline session passed off as online, and an online one as offline.
  const [offline = ''] = ofKind(list, 'offline');
  const turned = (id: string, kind: string) => list.map((each) => (each.id === id ? { ...each, kind } : each));
  expect(compareOnline(turned(offline, 'online'), answer)).toEqual({ onlyInPlugin: [offline], onlyInStock: [] });
  expect(compareOnline(turned(ended.id, 'offline'), answer)).toEqual({ onlyInPlugin: [], onlyInStock: [ended.id] });
});
