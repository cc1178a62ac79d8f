import { expect, test } from '@jest/globals';
import type { BoundedAnswer, BoundedRequest } from './bounded-fetch.ts';
import { pluginPresence } from './plugin-presence.ts';

const answer = (status: number, text: string): BoundedAnswer => ({ status, headers: new Headers(), text });
const greeting = answer(200, '{"name":"keyhold","version":"0.1.0"}');

function presence(first: BoundedAnswer) {
  const world = { answer: first, time: 0, asked: [] as [string, BoundedRequest | undefined][] };
  const plugin = pluginPresence({
    realmUrl: 'https://id.example/realms/demo',
    fetch: (url, request) => {
      world.asked.push([url, request]);
      return Promise.resolve(world.answer);
    },
    now: () => world.time,
  });
  const isHere = () =>
    plugin.check().then(
      () => true,
      () => false,
    );
  return { world, isHere };
}

test('asks the open route, with little time and without a token', async () => {
  const { world, isHere } = presence(greeting);
  expect(await isHere()).toBe(true);
  expect(world.asked).toEqual([['https://id.example/realms/demo/keyhold/', { timeout: 1_500 }]]);
});

test.each([
  ['a realm without Keyhold', answer(404, '{"error":"HTTP 404 Not Found"}')],
  ['a page of something else', answer(200, '<html>hello</html>')],
  ['another name', answer(200, '{"name":"lock","version":"1"}')],
  ['an error', answer(500, '{"name":"keyhold","version":"0.1.0"}')],
])('%s is not the plugin', async (_name, other) => {
  expect(await presence(other).isHere()).toBe(false);
});

// Threat: probes, or anybody at this open address, keep Keycloak busy. Bound: one look in 10 s, one a second while it is away.
test('many ask at once and again, and Keycloak is asked once in 10 s', async () => {
  const { world, isHere } = presence(greeting);
  expect(await Promise.all(Array.from({ length: 50 }, isHere))).toEqual(Array.from({ length: 50 }, () => true));
  world.time = 9_999;
  expect(await isHere()).toBe(true);
  expect(world.asked).toHaveLength(1);
  world.time = 10_000;
  world.answer = answer(404, '');
  expect(await isHere()).toBe(false);
  expect(world.asked).toHaveLength(2);
});

test('one that was away is looked for again after a second', async () => {
  const { world, isHere } = presence(answer(404, ''));
  expect(await isHere()).toBe(false);
  world.answer = greeting;
  world.time = 999;
  expect(await isHere()).toBe(false);
  world.time = 1_000;
  expect(await isHere()).toBe(true);
  expect(world.asked).toHaveLength(2);
});
