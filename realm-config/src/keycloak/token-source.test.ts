import { afterEach, expect, jest, test } from '@jest/globals';
import { TokenSource } from './token-source.ts';

const stockFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = stockFetch;
  jest.useRealTimers();
});

function source(answer: () => Response): { tokens: TokenSource; bodies: string[] } {
  const bodies: string[] = [];
  globalThis.fetch = jest.fn((_: unknown, init?: RequestInit) => {
    bodies.push(String(init?.body as URLSearchParams));
    return Promise.resolve(answer());
  });
  const credentials = { kind: 'client', clientId: 'ci', clientSecret: 'very secret' } as const;
  return { tokens: new TokenSource('http://keycloak.test', 'master', credentials), bodies };
}

test('asks once for parallel callers, and again at 80 % of the token’s life', async () => {
  jest.useFakeTimers();
  let issued = 0;
  const { tokens, bodies } = source(() => Response.json({ access_token: `token ${++issued}`, expires_in: 60 }));
  const parallel = await Promise.all(Array.from({ length: 20 }, () => tokens.getAccessToken()));
  expect(new Set(parallel)).toEqual(new Set(['token 1']));
  jest.advanceTimersByTime(47_000);
  expect(await tokens.getAccessToken()).toBe('token 1');
  jest.advanceTimersByTime(2_000);
  expect(await tokens.getAccessToken()).toBe('token 2');
  tokens.forget();
  expect(await tokens.getAccessToken()).toBe('token 3');
  expect(bodies[0]).toBe('grant_type=client_credentials&client_id=ci&client_secret=very+secret');
});

test('a refusal says so without the secret, and the next call tries again', async () => {
  const answers = [
    Response.json({ error: 'unauthorized_client' }, { status: 401 }),
    new Response('<html>', { status: 200 }),
  ];
  const { tokens } = source(() => answers.shift() ?? Response.json({ access_token: 'fine', expires_in: 60 }));
  await expect(tokens.getAccessToken()).rejects.toThrow('does not accept the administrator (unauthorized_client)');
  await expect(tokens.getAccessToken()).rejects.toThrow('answered 200 and no token');
  expect(await tokens.getAccessToken()).toBe('fine');
});
