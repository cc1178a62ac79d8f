import { beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Problem } from './http/problem.ts';
import { problems } from './http/problems.ts';
import type { TokenKeeper } from './login/token-keeper.ts';
import type { WebSessions } from './login/web-sessions.ts';
import type { SessionStore } from './store/session-store.ts';
import { Sweep } from './sweep.ts';

/** Keys of web sessions that need to be confirmed, longest unconfirmed first. */
let unconfirmed: string[];
let asked: string[];
let broken: Set<string>;
let ended: string[];
let sweep: Sweep;

const keys = (kind: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${kind} ${index}`);
const forget = (key: string): void => void (unconfirmed = unconfirmed.filter((other) => other !== key));

beforeEach(() => {
  [asked, ended, broken] = [[], [], new Set()];
  const store = {
    purge: () => Promise.resolve(),
    unconfirmed: (_before: number, limit: number) => Promise.resolve(unconfirmed.slice(0, limit)),
  };
  const confirm = (key: string): Promise<void> => {
    asked.push(key);
    if (broken.has(key)) return Promise.reject(new Problem(problems.keycloakUnavailable));
    if (key.startsWith('dead')) return Promise.reject(new Problem(problems.notSignedIn));
    forget(key);
    return Promise.resolve();
  };
  sweep = new Sweep({
    store: store as unknown as SessionStore,
    sessions: {
      end: (key: string) => {
        ended.push(key);
        forget(key);
        return Promise.resolve(true);
      },
    } as unknown as WebSessions,
    tokens: { confirm } as unknown as TokenKeeper,
    log: pino({ level: 'silent' }),
    seconds: 30,
  });
});

// Threat: a few sessions that can never be confirmed stand first for ever. Bound: they come last the next time.
test('sessions that cannot be confirmed keep no others from it, however many they are', async () => {
  const stuck = keys('stuck', 300);
  broken = new Set(stuck);
  unconfirmed = [...stuck, ...keys('good', 50), ...keys('dead', 50)];
  for (let sweeps = 0; sweeps < 80; sweeps += 1) await sweep.once();
  expect(unconfirmed).toEqual(stuck);
  expect(ended).toHaveLength(50);
  asked = [];
  broken.clear();
  await sweep.once();
  expect(unconfirmed).toEqual([]);
});

test('gives up early while Keycloak is down, and asks everybody when it is back', async () => {
  unconfirmed = keys('good', 100);
  broken = new Set(unconfirmed);
  for (let sweeps = 1; sweeps <= 30; sweeps += 1) {
    asked = [];
    await sweep.once();
    expect(asked.length).toBeLessThan(20);
  }
  broken.clear();
  await sweep.once();
  expect(unconfirmed).toEqual([]);
});

test('those that failed are asked in turn', async () => {
  unconfirmed = keys('stuck', 40);
  broken = new Set(unconfirmed);
  for (let sweeps = 0; sweeps < 12; sweeps += 1) await sweep.once();
  asked = [];
  for (let sweeps = 0; sweeps < 8; sweeps += 1) await sweep.once();
  expect(new Set(asked).size).toBe(40);
});
