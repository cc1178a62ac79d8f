import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { RedisStore } from '../store/redis-store.ts';
import { RedisProcess } from '../store/testing/redis-process.ts';
import { BridgeUnderTest, Browser } from './testing/bridge-under-test.ts';
import { FakeProvider } from './testing/fake-provider.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let provider: FakeProvider;
let bridge: BridgeUnderTest;
let browser: Browser;

/** Signs in with an access token that needs renewal at once; the next ones live for a minute. */
const signInBriefly = async (): Promise<string> => {
  provider.accessLife = 0.05;
  const { sid } = await browser.signIn(provider);
  provider.accessLife = 60;
  await wait(60);
  return sid;
};

const api = { headers: { Accept: 'application/json' } };

beforeEach(async () => {
  provider = await new FakeProvider().start();
  bridge = await new BridgeUnderTest(provider).start();
  browser = new Browser(bridge);
});
afterEach(async () => {
  await bridge.stop();
  await provider.stop();
});

describe('an access token that has run out', () => {
  test('is renewed once for 50 parallel requests', async () => {
    await signInBriefly();
    provider.refreshDelay = 50;
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.open('/api/sessions', api)));
    expect(provider.calls.refresh).toBe(1);
    expect(answers.map(({ status }) => status)).not.toContain(401);
    await browser.open('/api/sessions', api);
    expect(provider.calls.refresh).toBe(1);
  });

  test('of a session that Keycloak ended signs out', async () => {
    const sid = await signInBriefly();
    provider.ended.add(sid);
    const { status, text } = await browser.open('/api/sessions', api);
    expect([status, JSON.parse(text)]).toMatchObject([401, { type: 'urn:keyhold:problem:not-signed-in' }]);
    provider.ended.delete(sid);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test.each([
    ['500', { status: 500, body: 'x' }],
    ['HTML', { body: '<html>' }],
    ['400 of another kind', { status: 400, body: '{"error":"invalid_client"}' }],
    ['401 with the right word', { status: 401, body: '{"error":"invalid_grant"}' }],
    ['30 s of silence', { delay: 30_000 }],
  ])('stays as it is while Keycloak answers %s: 503, and signed in afterwards', async (_, fault) => {
    await signInBriefly();
    provider.faults.token = fault;
    const { status, text, headers } = await browser.open('/api/sessions', api);
    expect([status, JSON.parse(text)]).toMatchObject([503, { type: 'urn:keyhold:problem:keycloak-unavailable' }]);
    expect(headers['retry-after']).toBe('2');
    delete provider.faults.token;
    await browser.open('/api/sessions', api);
    expect(provider.calls.refresh).toBe(1);
    expect(await browser.isSignedIn()).toBe(true);
  });

  // Threat: a refresh in flight writes the session back after its user signed out. Bound: it stays ended, and the new tokens are not used.
  test('does not revive a session that was ended meanwhile', async () => {
    await signInBriefly();
    provider.refreshDelay = 200;
    const cookies = new Map(browser.cookies);
    const inFlight = browser.open('/api/sessions', api);
    await wait(80);
    expect((await browser.change('/auth/logout')).status).toBe(200);
    expect((await inFlight).status).toBe(401);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await browser.isSignedIn()).toBe(false);
  });
});

describe('the sweep', () => {
  test('ends the web sessions whose Keycloak session is gone, keeps the others, and asks once per pause', async () => {
    const { sid } = await browser.signIn(provider);
    const other = new Browser(bridge);
    await other.signIn(provider);
    await bridge.sweep.once();
    expect(provider.calls.refresh).toBe(0);
    await wait(1100);
    provider.ended.add(sid);
    await bridge.sweep.once();
    expect(provider.calls.refresh).toBe(2);
    provider.ended.clear();
    expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([false, true]);
    await bridge.sweep.once();
    expect(provider.calls.refresh).toBe(2);
  });

  test('ends nobody while Keycloak does not answer, and gives up early', async () => {
    const browsers = Array.from({ length: 20 }, () => new Browser(bridge));
    for (const each of browsers) await each.signIn(provider);
    await wait(1100);
    provider.faults.token = { status: 500 };
    const before = provider.calls.token;
    await bridge.sweep.once();
    expect(provider.calls.token - before).toBeLessThan(12);
    delete provider.faults.token;
    expect(await browsers[0]?.isSignedIn()).toBe(true);
  });

  test('runs by itself from the start and stops when told', async () => {
    const { sid } = await browser.signIn(provider);
    provider.ended.add(sid);
    bridge.sweep.start();
    await wait(2600);
    await bridge.sweep.stop();
    provider.ended.clear();
    expect(await browser.isSignedIn()).toBe(false);
  });
});

describe('two bridges on one Redis', () => {
  let redis: RedisProcess;
  let bridges: BridgeUnderTest[];
  beforeAll(async () => {
    redis = await RedisProcess.start();
  });
  afterAll(() => redis.kill());
  beforeEach(async () => {
    const one = () => RedisStore.open(redis.url, 'shared', () => undefined);
    bridges = await Promise.all([1, 2].map(async () => new BridgeUnderTest(provider, await one()).start()));
    browser = new Browser(bridges[0]!);
  });
  afterEach(() => Promise.all(bridges.map((each) => each.stop())));

  test('a sign-in may start at one and end at the other', async () => {
    const { code, state } = provider.authorize(await browser.leave());
    const answer = await browser.open(`/auth/callback?code=${code}&state=${state}`, {}, bridges[1]);
    expect(answer.status).toBe(302);
    expect([await browser.isSignedIn(bridges[0]), await browser.isSignedIn(bridges[1])]).toEqual([true, true]);
  });

  test('renew a token once for 50 parallel requests', async () => {
    await signInBriefly();
    provider.refreshDelay = 100;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => browser.open('/api/sessions', api, bridges[index % 2])),
    );
    expect(provider.calls.refresh).toBe(1);
    expect(answers.map(({ status }) => status)).not.toContain(401);
  });

  test('a logout at one is a logout at the other', async () => {
    await browser.signIn(provider);
    const cookies = new Map(browser.cookies);
    await browser.change('/auth/logout', {}, bridges[1]);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await browser.isSignedIn(bridges[0])).toBe(false);
  });

  test('a frozen Redis is 503 within a second, never "not signed in", and passes', async () => {
    await browser.signIn(provider);
    redis.freeze();
    const start = performance.now();
    const { status, text } = await browser.open('/api/sessions', api);
    expect([status, JSON.parse(text)]).toMatchObject([503, { type: 'urn:keyhold:problem:store-unavailable' }]);
    expect(performance.now() - start).toBeLessThan(1000);
    expect((await browser.open('/healthz')).status).toBe(200);
    expect((await browser.change('/auth/logout')).status).toBe(503);
    redis.thaw();
    await wait(2500);
    expect(await browser.isSignedIn()).toBe(true);
  });
});
