import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { adminApi } from '../keycloak/admin-api.ts';
import { fakeCaller, type FakeCaller } from '../testing/fake-caller.ts';
import { hang, html, json, startFakeKeycloak, type FakeKeycloak } from '../testing/fake-keycloak.ts';
import { fingerprint } from './shown.ts';
import { sync as makeSync, type Sync } from './sync.ts';

let keycloak: FakeKeycloak;
let sync: Sync;
let caller: FakeCaller;
let now: number;
const log: string[] = [];
const base = '/admin/realms/demo/users/user-1';

beforeAll(async () => {
  keycloak = await startFakeKeycloak();
});
afterAll(() => keycloak.close());
beforeEach(async () => {
  keycloak.reset();
  log.length = 0;
  now = Date.now() + 3_600_000;
  caller = fakeCaller();
  await caller.remember({ shown: fingerprint(['current-sid', 'other-sid']) });
  const serviceToken = { get: () => Promise.resolve('service-token'), refused: () => false };
  sync = makeSync({
    admin: adminApi({ baseUrl: keycloak.url, realm: 'demo', serviceToken }),
    log: pino({}, { write: (line: string) => void log.push(line) }),
    now: () => now,
  });
  user({ enabled: true });
  sessions('other-sid', 'current-sid');
  keycloak.on(
    `GET ${base}/credentials`,
    json(200, [{ id: 'c1', type: 'password', createdDate: 1, credentialData: '{}' }]),
  );
});

const user = (fields: object): void =>
  keycloak.on(`GET ${base}`, json(200, { id: 'user-1', username: 'alice', ...fields }));
const sessions = (...ids: string[]): void =>
  keycloak.on(
    `GET ${base}/sessions`,
    json(
      200,
      ids.map((id) => ({ id, ipAddress: '203.0.113.9', clients: {} })),
    ),
  );

describe('beside a request', () => {
  test('reads user, sessions and credentials with the service account, and finds nothing new', async () => {
    expect(await sync.beside(caller)).toEqual({ changed: false });
    expect(keycloak.calls.map(({ call }) => call).sort()).toEqual([
      `GET ${base}`,
      `GET ${base}/credentials`,
      `GET ${base}/sessions`,
    ]);
    expect(keycloak.calls[0]?.headers.authorization).toBe('Bearer service-token');
  });

  test('looks once a minute per web session, also when many requests come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => sync.beside(caller)));
    expect(sync.counters.looked).toBe(1);
    now += 59_000;
    await sync.beside(caller);
    expect(sync.counters.looked).toBe(1);
    now += 1_000;
    await sync.beside(caller);
    expect(sync.counters.looked).toBe(2);
  });

  test('tells of a difference on this and the following answers, logged and counted once', async () => {
    sessions('current-sid', 'new-sid');
    expect(await sync.beside(caller)).toEqual({ changed: true });
    expect(await sync.beside(caller)).toEqual({ changed: true });
    expect(sync.counters).toMatchObject({ changed: 1, looked: 1 });
    expect(log.join('')).toContain('sync found a difference');
  });

  test('goes on looking while a difference waits to be shown', async () => {
    sessions('current-sid', 'new-sid');
    await sync.beside(caller);
    now += 60_000;
    user({ enabled: false });
    expect(await sync.beside(caller)).toEqual({ changed: true });
    expect(caller.endings).toEqual(['user-disabled']);
    expect(sync.counters.changed).toBe(1);
  });

  test('knows no difference before a page was shown', async () => {
    const fresh = fakeCaller({ syncedAt: undefined });
    expect(await sync.beside(fresh)).toEqual({ changed: false });
  });

  test.each([
    ['disabled', 'user-disabled', () => user({ enabled: false })],
    ['gone', 'user-gone', () => keycloak.on(`GET ${base}`, json(404, { error: 'User not found' }))],
  ])('ends the web session of a user who is %s', async (_name, reason, arrange) => {
    arrange();
    expect(await sync.beside(caller)).toEqual({ changed: false });
    expect(caller.endings).toEqual([reason]);
    expect(sync.counters.ended).toBe(1);
  });

  test('ends the web session whose Keycloak session is gone', async () => {
    sessions('other-sid');
    await sync.beside(caller);
    expect(caller.endings).toEqual(['keycloak-session-gone']);
  });

  test.each([
    ['HTML', html],
    ['500', json(500, { error: 'unknown_error' })],
    ['403', json(403, { error: 'HTTP 403 Forbidden' })],
    ['another shape', json(200, { sessions: 'secret-shape' })],
    ['a redirect', json(302, {}, { location: 'https://elsewhere.example/' })],
  ])('a Keycloak that answers %s fails no request, and ends nothing', async (_name, answer) => {
    keycloak.on(`GET ${base}/sessions`, answer);
    expect(await sync.beside(caller)).toEqual({ changed: false });
    expect(caller.endings).toEqual([]);
    expect(sync.counters).toMatchObject({ failed: 1, changed: 0 });
    expect(log.join('')).not.toMatch(/service-token|secret-shape/);
  });

  test('a Keycloak that does not answer holds a request up for 3 s at most', async () => {
    keycloak.on(`GET ${base}`, hang);
    const startedAt = Date.now();
    expect(await sync.beside(caller)).toEqual({ changed: false });
    expect(Date.now() - startedAt).toBeLessThan(3_500);
  });

  test('never more than eight calls at once', async () => {
    let open = 0;
    let most = 0;
    keycloak.on(`GET ${base}`, (received, res) => {
      most = Math.max(most, (open += 1));
      setTimeout(() => {
        open -= 1;
        json(200, { id: 'user-1', username: 'alice', enabled: true })(received, res);
      }, 20);
    });
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => sync.beside(fakeCaller({ keycloakSession: `sid-${i}`, syncedAt: 0 }))),
    );
    expect(most).toBeLessThanOrEqual(8);
  });
});

describe('at sign-in', () => {
  const person = { subject: 'user-1', keycloakSession: 'current-sid', requestId: 'request-1' };

  test('refuses who is disabled or gone', async () => {
    expect(await sync.atSignIn(person)).toBeUndefined();
    user({ enabled: false });
    expect(await sync.atSignIn(person)).toBe('user-disabled');
    keycloak.on(`GET ${base}`, json(404, { error: 'User not found' }));
    expect(await sync.atSignIn(person)).toBe('user-gone');
  });

  // Threat: the end of a session comes before the web session on it. Bound: what Keycloak no longer lists gets none.
  test('refuses who stands on a session that has ended already', async () => {
    sessions('other-sid');
    expect(await sync.atSignIn(person)).toBe('keycloak-session-gone');
  });

  test('a failing look refuses nobody', async () => {
    keycloak.on(`GET ${base}`, html);
    expect(await sync.atSignIn(person)).toBeUndefined();
    expect(sync.counters.failed).toBe(1);
  });
});
