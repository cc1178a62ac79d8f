import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RedisStore } from './redis-store.ts';
import { StoreUnavailable } from './session-store.ts';
import { RedisProcess } from './testing/redis-process.ts';
import { testStoreBehaviour } from './testing/store-behaviour.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

let redis: RedisProcess;
const errors: unknown[] = [];
const open = (name = 'test') => RedisStore.open(redis.url, name, (error) => errors.push(error));

beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.kill());

describe('Redis', () => {
  testStoreBehaviour((signIns) =>
    RedisStore.open(redis.url, `behaviour-${signIns ?? 'any'}`, () => undefined, signIns),
  );
});

const row = { sealed: Buffer.from('x'), sidIndex: 'sid', subjectIndex: 'sub', confirmedAt: 1 };
const living = () => ({ ...row, idleUntil: Date.now() + 60_000, endsAt: Date.now() + 60_000 });

test('two bridges on one Redis do not see each other', async () => {
  const [one, other] = [await open('one'), await open('other')];
  await one.insert('key', living());
  expect(await other.read('key', Date.now())).toBeUndefined();
  expect(await other.endBySid('sid', Date.now() + 1000)).toBe(0);
  expect(await other.unconfirmed(Date.now(), 10)).toEqual([]);
  await Promise.all([one.close(), other.close()]);
});

test('ended sessions leave nothing behind in the indexes', async () => {
  const store = await open('orphans');
  await store.insert('one', living());
  await store.insert('two', living());
  await store.end('one');
  await store.endBySid('sid', Date.now() + 20);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await store.client.keys('{orphans}:*')).toEqual([]);
  await store.close();
});

const timed = async (work: () => Promise<unknown>): Promise<{ error: unknown; ms: number }> => {
  const start = performance.now();
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - start };
};

const secondsUntilWorking = async (store: RedisStore): Promise<number> => {
  const start = performance.now();
  for (;;) {
    if ((await timed(() => store.check())).error === undefined) return (performance.now() - start) / 1000;
    if (performance.now() - start > 10_000) throw new Error('Redis is back, the store is not');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

// Threat: a store that is away holds every request. Bound: a clear error within 1 s, service within 3 s of its return.
test('a frozen Redis fails calls within a second, and is used again soon after', async () => {
  const store = await open('frozen');
  redis.freeze();
  for (let call = 0; call < 4; call += 1) {
    const { error, ms } = await timed(() => store.read('key', Date.now()));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(1000);
  }
  redis.thaw();
  expect(await secondsUntilWorking(store)).toBeLessThan(3);
  await store.close();
});

test('a killed Redis fails calls within a second, and is used again soon after it returns', async () => {
  const store = await open('killed');
  await redis.kill();
  for (let call = 0; call < 4; call += 1) {
    const { error, ms } = await timed(() => store.insert(`key ${call}`, living()));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await redis.run();
  expect(await secondsUntilWorking(store)).toBeLessThan(3);
  await store.close();
});

test('an idle connection stays open', async () => {
  const store = await open('idle');
  errors.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await store.check();
  expect(errors).toEqual([]);
  await store.close();
});

test('a start without Redis does not wait for it', async () => {
  await redis.kill();
  const start = performance.now();
  const store = await open('absent');
  expect(performance.now() - start).toBeLessThan(1000);
  expect((await timed(() => store.check())).error).toBeInstanceOf(StoreUnavailable);
  await redis.run();
  expect(await secondsUntilWorking(store)).toBeLessThan(3);
  await store.close();
});
