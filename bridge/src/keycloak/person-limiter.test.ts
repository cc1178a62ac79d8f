import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { personLimiter } from './person-limiter.ts';

const forever = () => new Promise<never>(() => undefined);

test('who holds all their places waits shortly and is refused; others are not held up', async () => {
  const places = personLimiter(2, 100);
  void places.run('alice', forever);
  void places.run('alice', forever);
  const start = performance.now();
  const third = places.run('alice', () => Promise.resolve('in'));
  expect(await places.run('bob', () => Promise.resolve('in'))).toBe('in');
  await expect(third).rejects.toMatchObject({
    kind: { slug: 'too-many-requests' },
    headers: { 'Retry-After': expect.stringMatching(/^[1-9]/) },
  });
  expect(performance.now() - start).toBeGreaterThan(80);
});

test('who waits gets the place that becomes free, in order', async () => {
  const places = personLimiter(1, 1000);
  const order: number[] = [];
  const work = (index: number) => async () => {
    await wait(10);
    order.push(index);
  };
  await Promise.all([1, 2, 3].map((index) => places.run('alice', work(index))));
  expect(order).toEqual([1, 2, 3]);
});

test('what the work throws is passed on as it is, and gives the place back', async () => {
  const places = personLimiter(1, 50);
  const fault = new Error('x');
  for (let times = 0; times < 3; times += 1) {
    await expect(places.run('alice', () => Promise.reject(fault))).rejects.toBe(fault);
  }
});
