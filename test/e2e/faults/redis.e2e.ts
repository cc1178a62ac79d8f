import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { copyOf } from '../../support/redis-copy.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { within } from '../../support/within.ts';

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

const status = async (visitor: BridgeVisitor): Promise<number> => (await visitor.call('GET', '/api/overview')).status;

/** Five calls, because the first ones meet an open connection and the later ones a dropped one. */
async function expectUnavailable(visitor: BridgeVisitor): Promise<void> {
  for (let calls = 0; calls < 5; calls += 1) {
    const answer = await within('503 without Redis', 1_000, () => visitor.call('GET', '/api/overview'));
    expect([answer.status, answer.problem]).toEqual([503, 'store-unavailable']);
  }
  const health = await within('/healthz without Redis', 1_000, () => fetch(`${bridge.url}/healthz`));
  expect(health.status).toBe(200);
  expect((await fetch(`${bridge.url}/readyz`)).status).toBe(503);
}

const servedAgain = (visitor: BridgeVisitor): Promise<boolean> =>
  eventually('the web session is served again', 3_000, async () => (await status(visitor)) === 200);

test('a frozen Redis is told as such within a second, and once it thaws the same web session is served within 3 s', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  redis.freeze();
  try {
    await expectUnavailable(visitor);
  } finally {
    redis.thaw();
  }
  await servedAgain(visitor);
  expect((await fetch(`${bridge.url}/readyz`)).status).toBe(200);
});

test('a killed Redis is told as such within a second; back with its data, the same web session is served within 3 s', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  const bringBack = await copyOf(redis.url);
  await redis.kill();
  await expectUnavailable(visitor);
  await redis.comeBack();
  await bringBack(redis.url);
  await servedAgain(visitor);
});

test('a killed Redis that comes back empty costs a new sign-in, without a password, and nothing else', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await redis.kill();
  await expectUnavailable(visitor);
  await redis.comeBack();
  const asked = await eventually('the bridge answers again', 3_000, async () => {
    const answer = await visitor.call('GET', '/api/overview');
    return answer.status !== 503 && answer;
  });
  expect([asked.status, asked.problem]).toEqual([401, 'not-signed-in']);
  // Keycloak still knows the browser.
  const page = await visitor.browser.visit(`${bridge.url}/`);
  expect([page.status, page.url]).toEqual([200, `${bridge.url}/`]);
  expect(await status(visitor)).toBe(200);
});

test('a bridge that starts while Redis is frozen serves within 3 s of the thaw', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await bridge.stop();
  redis.freeze();
  try {
    await bridge.start();
    await expectUnavailable(visitor);
  } finally {
    redis.thaw();
  }
  await servedAgain(visitor);
});
