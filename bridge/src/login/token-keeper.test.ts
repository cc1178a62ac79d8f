import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { TokenEndpoint } from '../keycloak/oidc-tokens.ts';
import { Seal } from '../store/seal.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { hashOf } from './secret-id.ts';
import { TokenKeeper } from './token-keeper.ts';
import { WebSessions, type WebSession } from './web-sessions.ts';

let store: SqliteStore;
let sessions: WebSessions;
let keeper: TokenKeeper;
let key: string;
let refreshes: number;

beforeEach(async () => {
  store = new SqliteStore(':memory:');
  const limits = { idleMinutes: 30, lifetimeHours: 12 };
  sessions = new WebSessions(store, new Seal(Buffer.alloc(32, 1)), pino({ level: 'silent' }), limits);
  refreshes = 0;
  const refresh = async () => {
    refreshes += 1;
    await wait(10);
    const token = `access-${refreshes}`;
    return { access_token: token, refresh_token: 'refresh', expires_in: 60, token_type: 'Bearer' };
  };
  keeper = new TokenKeeper(sessions, store, { refresh } as unknown as TokenEndpoint);
  const tokens = { accessToken: 'access-0', renewAt: Date.now() + 60_000, refreshToken: 'refresh' };
  const person = { subject: 'alice', username: 'alice', keycloakSession: 'sid', idToken: 'id', grants: [] };
  key = hashOf((await sessions.open({ ...person, tokens })) ?? '');
});
afterEach(() => store.close());

const found = async (): Promise<WebSession> => (await sessions.find(key))!;
const stale = (session: WebSession): WebSession => ({
  ...session,
  content: { ...session.content, tokens: { ...session.content.tokens, renewAt: 0 } },
});

test('a confirmation that meets a look at the store still asks Keycloak', async () => {
  const since = Date.now() + 5;
  await wait(10);
  // An old copy in hand, a good token in the store: this work ends without Keycloak.
  const look = keeper.withFreshToken(stale(await found()));
  const confirmation = keeper.confirm(key, since);
  await Promise.all([look, confirmation]);
  expect(refreshes).toBe(1);
});

test('50 that want the same more share one refresh', async () => {
  const since = Date.now() + 5;
  await wait(10);
  const look = keeper.withFreshToken(stale(await found()));
  await Promise.all([look, ...Array.from({ length: 50 }, () => keeper.confirm(key, since))]);
  expect(refreshes).toBe(1);
});

test('a token that was refused is not handed out again, and renewed once for all who were refused', async () => {
  const session = await found();
  const renewed = await Promise.all(Array.from({ length: 10 }, () => keeper.withFreshToken(session, 'access-0')));
  expect(renewed.map(({ content }) => content.tokens.accessToken)).toEqual(renewed.map(() => 'access-1'));
  expect(refreshes).toBe(1);
});
