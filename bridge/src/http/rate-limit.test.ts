import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { RedisStore } from '../store/redis-store.ts';
import { StoreUnavailable } from '../store/session-store.ts';
import { RedisProcess } from '../store/testing/redis-process.ts';
import { Problem } from './problem.ts';
import { rateLimits } from './rate-limit.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.kill());

const limits = async () => {
  const store = await RedisStore.open(redis.url, 'limits', () => undefined);
  return { store, ...rateLimits({ limitAddress: 20, limitUser: 20 }, store) };
};
const ask = (guard: Awaited<ReturnType<typeof limits>>['address'], address: string): Promise<unknown> =>
  guard({} as unknown as Request, { locals: { address, requestId: 'x' } } as unknown as Response, () => undefined).then(
    () => 'let through',
    (error: unknown) => error,
  );

test('two bridges on one Redis count together, exactly', async () => {
  const [one, two] = [await limits(), await limits()];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => ask((index % 2 ? one : two).address, '198.51.100.1')),
  );
  expect(answers.filter((answer) => answer === 'let through')).toHaveLength(20);
  expect(answers.filter((answer) => answer instanceof Problem && answer.kind.status === 429)).toHaveLength(30);
  await Promise.all([one.store.close(), two.store.close()]);
});

// Threat: taking Redis away makes guessing free. Bound: nobody is let through uncounted.
test('a Redis that does not answer lets nobody through', async () => {
  const one = await limits();
  redis.freeze();
  expect(await ask(one.address, '198.51.100.2')).toBeInstanceOf(StoreUnavailable);
  redis.thaw();
  await one.store.close();
});
