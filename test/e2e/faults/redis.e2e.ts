import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let redis: RedisServer;
let bridge: BridgeProcess;
let alice: TestUser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  redis = things.use(await RedisServer.start());
  bridge = things.use(await BridgeProcess.startFor(realm, { KEYHOLD_STORE: redis.url }));
  alice = await realm.addUser('alice');
});

afterAll(() => things.disposeAsync());

async function expectUnavailable(visitor: BridgeVisitor): Promise<void> {
  const began = Date.now();
  const answer = await visitor.call('GET', '/api/overview');
  expect([answer.status, answer.problem]).toEqual([503, 'store-unavailable']);
  expect(Date.now() - began).toBeLessThan(1_200);
}

const status = async (visitor: BridgeVisitor): Promise<number> => (await visitor.call('GET', '/api/overview')).status;

test('a frozen Redis is told as such within a second, and once it thaws the same web session is served within 3 s', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  redis.freeze();
  try {
    for (let calls = 0; calls < 5; calls += 1) await expectUnavailable(visitor);
    expect((await fetch(`${bridge.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${bridge.url}/readyz`)).status).toBe(503);
  } finally {
    redis.thaw();
  }
  await eventually('the web session is served again', 3_000, async () => (await status(visitor)) === 200);
});

test('a killed Redis is told as such within a second; back and empty, it costs a new sign-in and nothing else', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await redis.kill();
  for (let calls = 0; calls < 5; calls += 1) await expectUnavailable(visitor);
  await redis.comeBack();
  await eventually('the bridge answers again', 3_000, async () => (await status(visitor)) === 401);
  // Keycloak still knows the browser: the way back needs no password.
  const page = await visitor.browser.visit(`${bridge.url}/`);
  expect([page.status, page.url]).toEqual([200, `${bridge.url}/`]);
  expect(await status(visitor)).toBe(200);
});

test('a web session is served by every bridge on the same Redis, and ended for all of them at once', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await bridge.stop();
  await bridge.start();
  expect(await status(visitor)).toBe(200);
  const [session = ''] = (await realm.onlineSessions(alice)).slice(-1);
  expect(session).not.toBe('');
  await realm.admin.users.logout({ realm: realm.name, id: alice.id });
  await eventually('the web session ends', 2_000, async () => (await status(visitor)) === 401);
});
