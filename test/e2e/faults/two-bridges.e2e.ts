import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let proxy: FaultProxy;
let one: BridgeProcess;
let alice: TestUser;
/** Where the second bridge listens; to the browser both are the page's one address, behind a load balancer. */
let secondUrl: string;

const accessTokenLife = 5_000;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ accessToken: `${accessTokenLife / 1000}s` }));
  const redis = things.use(await RedisServer.start());
  proxy = things.use(await FaultProxy.to(testRun().keycloakUrl));
  const shared = {
    KEYHOLD_STORE: redis.url,
    KEYHOLD_SESSION_KEY: randomBytes(32).toString('base64'),
    KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url,
    // A sweep refreshes tokens too: here only requests do.
    KEYHOLD_SWEEP_SECONDS: '3600',
  };
  one = things.use(await BridgeProcess.startFor(realm, shared));
  const port = await freePort();
  secondUrl = `http://localhost:${port}`;
  things.use(await BridgeProcess.startFor(realm, { ...shared, KEYHOLD_PORT: String(port) }));
  alice = await realm.addUser('alice');
});

beforeEach(() => proxy.forget());

afterAll(() => things.disposeAsync());

/** The same browser, sent to the other bridge. */
const atSecond = ({ browser }: BridgeVisitor): BridgeVisitor => new BridgeVisitor(secondUrl, browser);

const status = async (visitor: BridgeVisitor): Promise<number> => (await visitor.call('GET', '/api/overview')).status;

test('a sign-in that one bridge starts ends at another one, and both serve the web session', async () => {
  const browser = new PlainBrowser();
  const form = await browser.visit(`${secondUrl}/auth/login?returnTo=/`);
  const page = await browser.submitSignIn(form, alice);
  expect([page.status, page.url]).toEqual([200, `${one.url}/`]);
  const visitor = new BridgeVisitor(one.url, browser);
  expect([await status(visitor), await status(atSecond(visitor))]).toEqual([200, 200]);
});

test('a web session that one bridge ends is dead on the other within 2 s, without a question to Keycloak', async () => {
  const visitor = await BridgeVisitor.signedIn(one.url, alice);
  expect(await status(atSecond(visitor))).toBe(200);
  // The thief's copy outlives the cookie that signing out removes.
  const copy = new BridgeVisitor(secondUrl, new PlainBrowser(visitor.browser.cookies.copy()));
  expect((await visitor.call('POST', '/auth/logout')).status).toBe(200);
  await eventually('the web session is dead on the other bridge', 2_000, async () => {
    proxy.forget();
    return (await status(copy)) === 401;
  });
  expect(proxy.seen).toEqual([]);
});

test('a Keycloak session that an administrator ends, told to one bridge, is dead on the other within 2 s', async () => {
  const bob = await realm.addUser('bob');
  const visitor = await BridgeVisitor.signedIn(one.url, bob);
  expect(await status(atSecond(visitor))).toBe(200);
  const [session = ''] = await realm.onlineSessions(bob);
  await realm.admin.realms.deleteSession({ realm: realm.name, session, isOffline: false });
  await eventually('the web session is dead on the other bridge', 2_000, async () => {
    return (await status(atSecond(visitor))) === 401;
  });
});

test('however many requests find a stale token at both bridges, Keycloak is asked for a new one once', async () => {
  const visitor = await BridgeVisitor.signedIn(one.url, alice);
  const stale = Date.now() + accessTokenLife;
  await eventually('the access token has run out', accessTokenLife + 1_000, () => Promise.resolve(Date.now() > stale));
  proxy.forget();
  const calls = Array.from({ length: 20 }, (_, index) => status(index % 2 === 0 ? visitor : atSecond(visitor)));
  expect(await Promise.all(calls)).toEqual(calls.map(() => 200));
  expect(proxy.seen.filter((request) => request.endsWith('/token refresh_token'))).toHaveLength(1);
});
