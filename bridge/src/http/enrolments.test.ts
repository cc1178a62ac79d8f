import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { pino } from 'pino';
import { pluginEnrolment } from '../features/passkeys/passkeys.schema.ts';
import { hashOf } from '../login/secret-id.ts';
import type { TokenKeeper } from '../login/token-keeper.ts';
import { WebSessions } from '../login/web-sessions.ts';
import { RedisStore } from '../store/redis-store.ts';
import { Seal } from '../store/seal.ts';
import type { SessionStore } from '../store/session-store.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { RedisProcess } from '../store/testing/redis-process.ts';
import { golden } from '../testing/golden.ts';
import type { Caller, StoredEnrolment } from './caller.ts';
import type { Cookies } from './cookies.ts';
import { webSessionReader } from './web-session.ts';

// A real process, on a machine that may be busy.
jest.setTimeout(30_000);

let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.kill());

const person = (keycloakSession: string) => ({
  subject: 'user-1',
  username: 'alice',
  keycloakSession,
  idToken: 'id-token',
  tokens: { accessToken: 'access', renewAt: 0, refreshToken: 'refresh' },
  grants: [],
});
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const enrolment = (id: string, expiresAt = inMinutes(10)): StoredEnrolment<'totp'> => ({
  room: 'totp',
  id,
  secret: 'CANARYSECRET',
  policy: { digits: 6, period: 30, algorithm: 'SHA1', lookAround: 1 },
  replaces: null,
  grant: 'grant-1',
  expiresAt,
});

describe.each([
  ['sqlite', () => Promise.resolve<SessionStore>(new SqliteStore(':memory:'))],
  ['redis', (): Promise<SessionStore> => RedisStore.open(redis.url, `enrolments-${Math.random()}`, () => undefined)],
])('an enrolment in %s', (_name, open) => {
  let store: SessionStore;
  let sessions: WebSessions;
  let id: string;
  beforeEach(async () => {
    store = await open();
    const limits = { idleMinutes: 30, lifetimeHours: 12 };
    sessions = new WebSessions(store, new Seal(Buffer.alloc(32, 1)), pino({ level: 'silent' }), limits);
    id = (await sessions.open(person('sid-1'))) ?? '';
  });
  afterEach(() => store.close());

  /** Whoever calls with this cookie in a request of its own. */
  const callerOf = async (cookie: string): Promise<Caller | undefined> => {
    const res = { locals: { address: '203.0.113.9', requestId: 'request-1' } } as { locals: { caller?: Caller } };
    const cookies = { session: () => cookie } as unknown as Cookies;
    const read = webSessionReader(cookies, sessions, {} as unknown as TokenKeeper);
    await read({ headers: {} } as unknown as Request, res as unknown as Response, () => undefined);
    return res.locals.caller;
  };
  const again = async (cookie = id): Promise<Caller> => (await callerOf(cookie))!;

  test('is found by later requests of the same web session, and by no other one', async () => {
    await (await again()).keepEnrolment(enrolment('e1'));
    expect((await again()).findEnrolment('totp', 'e1')).toMatchObject({ secret: 'CANARYSECRET' });
    expect((await again()).findEnrolment('totp', 'e2')).toBeUndefined();
    const other = (await sessions.open(person('sid-2'))) ?? '';
    expect((await again(other)).findEnrolment('totp', 'e1')).toBeUndefined();
  });

  test('belongs to its room', async () => {
    const key: StoredEnrolment<'passkeys'> = {
      room: 'passkeys',
      id: 'e1',
      kind: 'passkey',
      policy: pluginEnrolment.parse(golden('passkeys/started')).policy,
      challenge: 'CANARYCHALLENGE',
      mediation: 'conditional',
      grant: 'grant-1',
      expiresAt: inMinutes(5),
    };
    await (await again()).keepEnrolment(key);
    expect((await again()).findEnrolment('passkeys', 'e1')).toEqual(key);
    expect((await again()).findEnrolment('totp', 'e1')).toBeUndefined();
    expect(await (await again()).claimEnrolment('totp', 'e1')).toBeUndefined();
    expect(await (await again()).claimEnrolment('passkeys', 'e1')).toEqual(key);
    const row = await store.read(hashOf(id), Date.now());
    expect(row?.sealed.includes('CANARY')).toBe(false);
  });

  test('lies in the store sealed', async () => {
    await (await again()).keepEnrolment(enrolment('e1'));
    const row = await store.read(hashOf(id), Date.now());
    expect(row?.sealed.includes('CANARY')).toBe(false);
  });

  test('ends with the web session, and one that is under way does not bring it back', async () => {
    const underWay = await again();
    await underWay.keepEnrolment(enrolment('e1'));
    await sessions.endByKeycloakSession('sid-1', 'ended');
    await underWay.keepEnrolment(enrolment('e2'));
    expect(await underWay.claimEnrolment('totp', 'e1')).toBeUndefined();
    expect(await callerOf(id)).toBeUndefined();
  });

  test('ends by time', async () => {
    const caller = await again();
    await caller.keepEnrolment(enrolment('e1', inMinutes(-0.001)));
    expect(caller.findEnrolment('totp', 'e1')).toBeUndefined();
    expect(await caller.claimEnrolment('totp', 'e1')).toBeUndefined();
  });

  test('is taken by one of many requests, and again once it was given back', async () => {
    await (await again()).keepEnrolment(enrolment('e1'));
    const callers = await Promise.all(Array.from({ length: 16 }, () => again()));
    const taken = await Promise.all(callers.map((caller) => caller.claimEnrolment('totp', 'e1')));
    expect(taken.filter((found) => found !== undefined)).toHaveLength(1);
    await (await again()).releaseEnrolment('e1');
    expect(await (await again()).claimEnrolment('totp', 'e1')).toMatchObject({ id: 'e1' });
  });

  test('that was cancelled meanwhile is not given back', async () => {
    const caller = await again();
    await caller.keepEnrolment(enrolment('e1'));
    await caller.claimEnrolment('totp', 'e1');
    await (await again()).forgetEnrolment('e1');
    await caller.releaseEnrolment('e1');
    expect((await again()).findEnrolment('totp', 'e1')).toBeUndefined();
  });

  test('gives way to the fifth after it', async () => {
    const caller = await again();
    for (const name of ['e1', 'e2', 'e3', 'e4', 'e5', 'e6']) await caller.keepEnrolment(enrolment(name));
    const found = ['e1', 'e2', 'e6'].map((name) => caller.findEnrolment('totp', name)?.id);
    expect(found).toEqual([undefined, 'e2', 'e6']);
  });

  test('a web session of the release before has none, and may get one', async () => {
    const caller = await again();
    expect(caller.findEnrolment('totp', 'e1')).toBeUndefined();
    expect(await caller.claimEnrolment('totp', 'e1')).toBeUndefined();
    await caller.releaseEnrolment('e1');
    await caller.forgetEnrolment('e1');
    await caller.keepEnrolment(enrolment('e1'));
    expect((await again()).findEnrolment('totp', 'e1')).toBeDefined();
  });
});
