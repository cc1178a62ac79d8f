import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { problemCatalogue } from '../problem-catalogue.ts';
import { fakeCaller, type FakeCaller } from '../testing/fake-caller.ts';
import {
  hang,
  html,
  json,
  noContent,
  problem,
  startFakeKeycloak,
  type FakeKeycloak,
} from '../testing/fake-keycloak.ts';
import { limitedFetch } from './limited-fetch.ts';
import { pluginApi, type PluginApi } from './plugin-api.ts';

let keycloak: FakeKeycloak;
let plugin: PluginApi;
let caller: FakeCaller;
let bridgeTokens: string[];
let refused: string[];

beforeAll(async () => {
  keycloak = await startFakeKeycloak();
  plugin = pluginApi({
    realmUrl: keycloak.realmUrl,
    fetch: limitedFetch(2),
    serviceToken: {
      get: () => Promise.resolve(bridgeTokens[0] ?? ''),
      refused: (token) => {
        refused.push(token);
        return bridgeTokens.length > 1 && bridgeTokens.shift() !== undefined;
      },
    },
    problemKinds: problemCatalogue,
    log: pino({ level: 'silent' }),
  });
});
afterAll(() => keycloak.close());
beforeEach(() => {
  keycloak.reset();
  caller = fakeCaller();
  bridgeTokens = ['bridge-token'];
  refused = [];
});

const call = (timeout = 3000, by = caller) =>
  plugin.call(by, { method: 'GET', path: '/thing', timeout, answer: z.object({ a: z.number() }) });
const slugOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error as Problem).kind.slug,
  );

describe('an answer that is not the plugin speaking', () => {
  test.each([
    ['HTML with 200', html, 'keycloak-unavailable'],
    ['a bare 500', json(500, { error: 'unknown_error' }), 'keycloak-unavailable'],
    ['a 503 of a proxy', json(503, 'busy', { 'content-type': 'text/html' }), 'keycloak-unavailable'],
    ['a realm without the plugin', json(404, { error: 'HTTP 404 Not Found' }), 'keycloak-unavailable'],
    ['a redirect', json(302, {}, { location: 'https://elsewhere.example/' }), 'keycloak-unavailable'],
    ['another shape', json(200, { a: 'x' }), 'internal'],
    ['an unknown slug', problem(418, 'teapot'), 'internal'],
    [
      'the problem of somebody else',
      json(404, { type: 'about:blank' }, { 'content-type': 'application/problem+json' }),
      'keycloak-unavailable',
    ],
    ['its own fault', problem(500, 'internal'), 'internal'],
    ['more than a megabyte', json(200, { a: 1, b: 'x'.repeat(1_200_000) }), 'keycloak-unavailable'],
  ])('%s', async (_name, answer, slug) => {
    keycloak.on('GET /thing', answer);
    expect(await slugOf(call())).toBe(slug);
    expect(caller.endings).toEqual([]);
  });

  test('silence ends at the time limit, waiting for a free place included', async () => {
    keycloak.on('GET /thing', hang);
    const startedAt = Date.now();
    const all = [400, 400, 200, 200, 200].map((limit, i) => slugOf(call(limit, fakeCaller({ subject: `user-${i}` }))));
    expect(await Promise.all(all)).toEqual(all.map(() => 'keycloak-unavailable'));
    expect(Date.now() - startedAt).toBeLessThan(1000);
    expect(keycloak.calls).toHaveLength(2);
    keycloak.on('GET /thing', json(200, { a: 1 }));
    expect(await call()).toEqual({ a: 1 });
  });
});

test('a call that waits for a place takes its token when it has one', async () => {
  const release: (() => void)[] = [];
  keycloak.on('GET /thing', (received, res) => release.push(() => json(200, { a: 1 })(received, res)));
  const taken: number[] = [];
  const all = [1, 2, 3].map((index) => {
    const each = fakeCaller({
      subject: `user-${index}`,
      accessToken: () => Promise.resolve(`token-${taken.push(index)}`),
    });
    return plugin.call(each, { method: 'GET', path: '/thing', answer: z.object({ a: z.number() }) });
  });
  while (release.length < 2) await wait(5);
  expect(taken).toEqual([1, 2]);
  for (const one of release) one();
  while (release.length < 3) await wait(5);
  release[2]?.();
  await Promise.all(all);
  expect(taken).toEqual([1, 2, 3]);
});

// Threat: one person's slow calls take every place. Bound: a few at once for each, one of those that may last long.
test('the endings of one person run one after the other, those of others beside them', async () => {
  let open = 0;
  let most = 0;
  keycloak.on('DELETE /thing', (received, res) => {
    most = Math.max(most, (open += 1));
    setTimeout(() => {
      open -= 1;
      noContent(received, res);
    }, 30);
  });
  const end = (subject: string) =>
    plugin.call(fakeCaller({ subject }), {
      method: 'DELETE',
      path: '/thing',
      oneByOne: 'ending',
      answer: z.undefined(),
    });
  await Promise.all(['a', 'a', 'a'].map(end));
  expect(most).toBe(1);
  await Promise.all(['a', 'b'].map(end));
  expect(most).toBe(2);
});

describe('what the plugin refuses', () => {
  test('only members of the catalogue come along', async () => {
    keycloak.on('GET /thing', problem(403, 'proof-refused', { field: 'password', triesLeft: 1, internal: 'x' }));
    await expect(call()).rejects.toMatchObject({ members: { field: 'password', triesLeft: 1 } });
  });

  describe('a token of the person', () => {
    const asked: (string | undefined)[] = [];
    const tokens = (renewed: () => Promise<string>) =>
      (caller = fakeCaller({
        accessToken: (old) => {
          asked.push(old);
          return old === undefined ? Promise.resolve('old') : renewed();
        },
      }));
    beforeEach(() => {
      asked.length = 0;
      keycloak.on('GET /thing', (received, res) =>
        (received.headers.authorization === 'Bearer new' ? json(200, { a: 1 }) : problem(401, 'not-signed-in'))(
          received,
          res,
        ),
      );
    });

    test('that is refused is renewed once, and the session goes on', async () => {
      tokens(() => Promise.resolve('new'));
      expect(await call()).toEqual({ a: 1 });
      expect([asked, caller.endings]).toEqual([[undefined, 'old'], []]);
    });

    test('that is refused twice ends the web session', async () => {
      tokens(() => Promise.resolve('also refused'));
      expect(await slugOf(call())).toBe('not-signed-in');
      expect([keycloak.calls.length, caller.endings]).toEqual([2, ['keycloak-session-ended']]);
    });

    test('that cannot be renewed since the session has ended ends the web session', async () => {
      tokens(() => Promise.reject(new Problem(problems.notSignedIn)));
      expect(await slugOf(call())).toBe('not-signed-in');
      expect([keycloak.calls.length, caller.endings]).toEqual([1, ['keycloak-session-ended']]);
    });

    test('that cannot be renewed now ends nothing', async () => {
      tokens(() => Promise.reject(new Problem(problems.keycloakUnavailable)));
      expect(await slugOf(call())).toBe('keycloak-unavailable');
      expect(caller.endings).toEqual([]);
    });
  });

  test('every problem of the catalogue keeps its slug and has the status that the catalogue states', async () => {
    for (const { slug, status } of problemCatalogue) {
      keycloak.on('GET /thing', problem(400, slug));
      await expect(call()).rejects.toMatchObject({ kind: { slug, status } });
    }
  });

  test('a refused token of the bridge is renewed once, then believed', async () => {
    bridgeTokens = ['old', 'new'];
    keycloak.on('GET /thing', (received, res) =>
      (received.headers['x-keyhold-bridge'] === 'new' ? json(200, { a: 1 }) : problem(403, 'forbidden-caller'))(
        received,
        res,
      ),
    );
    expect(await call()).toEqual({ a: 1 });
    bridgeTokens = ['still-old'];
    expect(await slugOf(call())).toBe('forbidden-caller');
    expect(refused).toEqual(['old', 'still-old']);
  });
});

test('a failing token of the person is not taken for a failing plugin', async () => {
  const fault = new Error('store');
  await expect(
    plugin.call(fakeCaller({ accessToken: () => Promise.reject(fault) }), {
      method: 'GET',
      path: '/thing',
      answer: z.undefined(),
    }),
  ).rejects.toBe(fault);
});
