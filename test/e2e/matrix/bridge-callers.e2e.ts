import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { impersonate } from '../../support/impersonation.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { bridgeRoutes } from '../../support/routes.ts';
import type { ApiRoute } from '../../support/routes.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: a call that changes or shows something without the web session of the person it is about, or that another
// site makes their browser send. The bound: no route but the open ones answers without a cookie of this bridge, and no
// change is made without X-Keyhold and exactly this bridge's Origin.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let alice: TestUser;
let otherCookie: string;

const valueOf = (visitor: BridgeVisitor): string => /=(.*)$/.exec(cookieOf(visitor))![1]!;
const nameOf = (visitor: BridgeVisitor): string => /^[^=]*/.exec(cookieOf(visitor))![0];

/** The cookie of the web session, among those that Keycloak set for the same host. */
function cookieOf(visitor: BridgeVisitor): string {
  const all = visitor.browser.cookies.header(new URL(visitor.bridgeUrl)).split('; ');
  const [cookie] = all.filter((pair) => /^__Host-keyhold-[0-9a-f]{8}=/.test(pair));
  if (cookie === undefined) throw new Error(`No web session among ${all.join('; ')}`);
  return cookie;
}

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ pin: { mode: 'on' } }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  alice = await realm.addUser('alice');
  const other = things.use(await TestRealm.make());
  const otherBridge = things.use(await BridgeProcess.startFor(other));
  otherCookie = valueOf(await BridgeVisitor.signedIn(otherBridge.url, await other.addUser('alice')));
});

afterAll(() => things.disposeAsync());

const told = ({ status, problem }: ApiAnswer): [number, string | undefined] => [status, problem];

/** What a route answers to a person who is signed in here and sends neither grant nor body. */
function toSignedIn({ method, path, changes, takesBody }: ApiRoute): [number, string | undefined] {
  if (!changes || path === '/auth/logout') return [200, undefined];
  // Giving up what was never begun changes nothing, and needs no proof.
  if (method === 'DELETE' && /^\/api\/(totp|passkeys)\/enrolments\//.test(path)) return [204, undefined];
  return takesBody ? [400, 'invalid-request'] : [401, 'step-up-required'];
}

test('every route wants a web session of this very bridge, and no token from outside stands for one', async () => {
  const alices = await BridgeVisitor.signedIn(bridge.url, alice);
  const name = nameOf(alices);
  const user = (await realm.userTokens(alice)).access_token;
  const service = await realm.bridgeToken();
  const master = (await realm.admin.getAccessToken()) ?? '';
  const ended = await BridgeVisitor.signedIn(bridge.url, alice);
  const endedCookie = cookieOf(ended);
  expect((await ended.call('POST', '/auth/logout')).status).toBe(200);
  const strangers: [string, Record<string, string>][] = [
    ['nobody', {}],
    ['a made-up cookie', { cookie: `${name}=${'A'.repeat(43)}` }],
    ['a very long cookie', { cookie: `${name}=${'A'.repeat(5_000)}` }],
    ['the cookie under another name', { cookie: `__Host-keyhold-00000000=${valueOf(alices)}` }],
    ['the cookie of another realm’s bridge', { cookie: `${name}=${otherCookie}` }],
    ['a signed-out cookie', { cookie: endedCookie }],
    ['the user’s own access token', { authorization: `Bearer ${user}` }],
    ['the user’s and the bridge’s token', { authorization: `Bearer ${user}`, 'x-keyhold-bridge': service }],
    ['the service account', { authorization: `Bearer ${service}` }],
    ['the master administrator', { authorization: `Bearer ${master}` }],
  ];
  for (const [who, headers] of strangers) {
    const stranger = new BridgeVisitor(bridge.url);
    for (const route of bridgeRoutes()) {
      const line = `${who}: ${route.method} ${route.path}`;
      const answer = await stranger.call(route.method, route.path, { headers });
      const wanted = route.open ? [200, undefined] : [401, 'not-signed-in'];
      expect([line, ...told(answer)]).toEqual([line, ...wanted]);
    }
  }
});

test('whoever is signed in here is just a user: another user, an administrator, an impersonator, who may look only', async () => {
  const bob = await realm.addUser('bob');
  const rita = await realm.addUser('rita');
  await realm.giveClientRole(rita.id, 'realm-management', 'realm-admin');
  const impersonator = new BridgeVisitor(bridge.url, await impersonate(realm, alice));
  expect((await impersonator.browser.visit(`${bridge.url}/`)).status).toBe(200);
  const signedIn: [string, BridgeVisitor, TestUser][] = [
    ['a user', await BridgeVisitor.signedIn(bridge.url, alice), alice],
    ['another user', await BridgeVisitor.signedIn(bridge.url, bob), bob],
    ['a realm administrator', await BridgeVisitor.signedIn(bridge.url, rita), rita],
    ['an impersonator', impersonator, alice],
  ];
  const refused = await impersonator.confirm(alice.password);
  expect(told(refused)).toEqual([403, 'impersonated']);
  // Signing out comes last: it is the one change that needs no proof.
  const routes = bridgeRoutes().sort((a, b) => Number(a.path === '/auth/logout') - Number(b.path === '/auth/logout'));
  for (const [who, visitor, user] of signedIn) {
    const overview = (await visitor.call('GET', '/api/overview')).json as { user: { id: string } };
    expect([who, overview.user.id]).toEqual([who, user.id]);
    for (const route of routes) {
      const line = `${who}: ${route.method} ${route.path}`;
      const answer = await visitor.call(route.method, route.path);
      expect([line, ...told(answer)]).toEqual([line, ...toSignedIn(route)]);
    }
  }
});

test('no change is made without X-Keyhold, nor from any other Origin, nor with a body that a form could send', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await visitor.prove(alice.password);
  await realm.userTokens(alice);
  const before = await realm.onlineSessions(alice);
  const { origin, port } = new URL(bridge.url);
  const forgeries: [string, Record<string, string | undefined>][] = [
    ['no X-Keyhold', { 'x-keyhold': undefined }],
    ['an empty X-Keyhold', { 'x-keyhold': '' }],
    ['another X-Keyhold', { 'x-keyhold': '0' }],
    ['no Origin', { origin: undefined }],
    ['Origin null', { origin: 'null' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['another port', { origin: `http://localhost:${Number(port) + 1}` }],
    ['another scheme', { origin: origin.replace('http:', 'https:') }],
    ['another name of this machine', { origin: origin.replace('localhost', '127.0.0.1') }],
    ['a sibling name', { origin: origin.replace('localhost', 'app.localhost') }],
    ['more than an Origin', { origin: `${origin}/` }],
    ['two of them', { origin: `${origin}, https://evil.example` }],
  ];
  const changing = bridgeRoutes().filter((route) => route.changes);
  expect(changing.length).toBeGreaterThanOrEqual(4);
  for (const { method, path } of changing) {
    for (const [how, headers] of forgeries) {
      const answer = await visitor.call(method, path, { headers });
      expect([how, path, ...told(answer)]).toEqual([how, path, 403, 'forbidden-origin']);
    }
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ]) {
    const body = JSON.stringify({ operation: 'sessions.end', target: '', password: alice.password });
    const answer = await visitor.call('POST', '/api/reauthentication', {
      body,
      headers: { 'content-type': type ?? '' },
    });
    expect([type, ...told(answer)]).toEqual([type, 415, 'unsupported-media-type']);
  }
  expect(await realm.onlineSessions(alice)).toEqual(before);
  expect((await visitor.call('GET', '/api/overview')).status).toBe(200);
});

test('a GET changes nothing: not even one that looks like a change', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await visitor.prove(alice.password);
  await realm.userTokens(alice, new PlainBrowser());
  const before = await realm.onlineSessions(alice);
  for (const { path } of bridgeRoutes().filter((route) => route.changes)) {
    const headers = { 'x-http-method-override': 'DELETE' };
    const { status } = await visitor.call('GET', `${path}?_method=DELETE`, { headers });
    expect([path, status < 500]).toEqual([path, true]);
  }
  expect(await realm.onlineSessions(alice)).toEqual(before);
});
