import { expect, test } from '@jest/globals';
import { serviceToken } from './service-token.ts';

const setUp = () => {
  const state = { now: 0, fetched: 0, fails: false };
  const token = serviceToken(
    {
      clientCredentials: async () => {
        await Promise.resolve();
        if (state.fails) throw new Error('no Keycloak');
        state.fetched += 1;
        return { accessToken: `token-${state.fetched}`, expiresIn: 100 };
      },
    },
    () => state.now,
  );
  return { state, token };
};

test('many ask at once, one fetches', async () => {
  const { state, token } = setUp();
  const got = await Promise.all(Array.from({ length: 64 }, () => token.get()));
  expect([new Set(got).size, state.fetched]).toEqual([1, 1]);
});

test('is renewed at 80 % of its life', async () => {
  const { state, token } = setUp();
  await token.get();
  state.now = 79_000;
  expect(await token.get()).toBe('token-1');
  state.now = 80_000;
  expect(await token.get()).toBe('token-2');
});

test('serves on while the token endpoint fails, and not past its end', async () => {
  const { state, token } = setUp();
  await token.get();
  state.fails = true;
  state.now = 90_000;
  expect(await token.get()).toBe('token-1');
  state.now = 99_000;
  await expect(token.get()).rejects.toThrow('no Keycloak');
  state.fails = false;
  expect(await token.get()).toBe('token-2');
});

test('a refused token is fetched anew, but not in circles', async () => {
  const { state, token } = setUp();
  const first = await token.get();
  expect(token.refused(first)).toBe(false);
  state.now = 10_000;
  expect(token.refused(first)).toBe(true);
  expect(await token.get()).toBe('token-2');
  expect(token.refused(first)).toBe(true);
  expect(token.refused('token-2')).toBe(false);
});
