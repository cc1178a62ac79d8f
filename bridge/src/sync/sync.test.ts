import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { adminApi } from '../keycloak/admin-api.ts';
import { fakeCaller, type FakeCaller } from '../testing/fake-caller.ts';
import { hang, html, json, startFakeKeycloak, type FakeKeycloak } from '../testing/fake-keycloak.ts';
import { fingerprint, forgetShownCredentials, rememberShown, type Page } from './shown.ts';
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
  await rememberShown(caller, page);
  const serviceToken = { get: () => Promise.resolve('service-token'), refused: () => false };
  sync = makeSync({
    admin: adminApi({ baseUrl: keycloak.url, realm: 'demo', serviceToken }),
    log: pino({}, { write: (line: string) => void log.push(line) }),
    now: () => now,
  });
  user({ enabled: true });
  sessions('other-sid', 'current-sid');
  credentials(...stored);
});

const online = (...ids: string[]) => ({ items: ids.map((id) => ({ id, kind: 'online' })) });
const page: Page = {
  sessions: online('current-sid', 'other-sid'),
  password: { state: 'set', changedAt: '2026-11-23T09:00:00Z', provider: null },
  totp: { state: 'available', items: [{ id: 'app-1', label: 'Phone' }] },
  recoveryCodes: { state: 'active', remaining: 9 },
  passkeys: {
    passkeys: { items: [{ id: 'key-2', label: 'Laptop' }] },
    securityKeys: { items: [{ id: 'key-1', label: null }] },
  },
  pin: { setAt: '2026-11-23T10:00:00Z' },
};
/** The same in Keycloak's words. */
const stored = [
  { id: 'p1', type: 'password', createdDate: Date.parse('2026-11-23T09:00:00.250Z'), credentialData: '{}' },
  { id: 'app-1', type: 'otp', userLabel: 'Phone', createdDate: 2 },
  { id: 'set-1', type: 'keyhold-recovery-codes', createdDate: 3 },
  { id: 'key-1', type: 'webauthn', createdDate: 4 },
  { id: 'key-2', type: 'webauthn-passwordless', userLabel: 'Laptop', createdDate: 5 },
  { id: 'pin-1', type: 'keyhold-pin', createdDate: Date.parse('2026-11-23T10:00:00.750Z') },
];
const credentials = (...rows: object[]): void => keycloak.on(`GET ${base}/credentials`, json(200, rows));

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

describe('credentials that were changed outside Keyhold', () => {
  const [password, app, codes, key, passkey, pin] = stored as [object, object, object, object, object, object];
  const keys = [key, passkey, pin];

  test.each([
    [
      'another password',
      [{ ...password, createdDate: Date.parse('2026-11-23T09:00:01Z') }, app, codes, ...keys],
      'password',
    ],
    ['no password any more', [app, codes, ...keys], 'password'],
    ['an app that an administrator removed', [password, codes, ...keys], 'totp'],
    ['an app that another page added', [password, app, { id: 'app-2', type: 'otp' }, codes, ...keys], 'totp'],
    ['an app of another name', [password, { ...app, userLabel: 'Stolen' }, codes, ...keys], 'totp'],
    ['no recovery codes any more', [password, app, ...keys], 'recoveryCodes'],
    [
      "Keycloak's own codes in their place",
      [password, app, { id: 'r', type: 'recovery-authn-codes' }, ...keys],
      'recoveryCodes',
    ],
    ['a key that was removed', [password, app, codes, passkey, pin], 'passkeys'],
    ['a key of another name', [password, app, codes, key, { ...passkey, userLabel: 'Stolen' }, pin], 'passkeys'],
    ['a key of the other kind', [password, app, codes, key, { ...passkey, type: 'webauthn' }, pin], 'passkeys'],
    ['a PIN that an administrator removed', [password, app, codes, key, passkey], 'pin'],
    [
      'a PIN that was set anew',
      [...stored.slice(0, -1), { ...pin, createdDate: Date.parse('2026-11-23T10:00:01Z') }],
      'pin',
    ],
    ['another key', [...stored, { id: 'key-3', type: 'webauthn' }], 'passkeys'],
  ])('%s: the page is told, once, and the log says so', async (_name, rows, part) => {
    credentials(...rows);
    expect(await sync.beside(caller)).toEqual({ changed: true });
    now += 60_000;
    expect(await sync.beside(caller)).toEqual({ changed: true });
    expect(sync.counters).toMatchObject({ changed: 1, looked: 2 });
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      differences: [part],
      msg: expect.stringContaining('changed outside Keyhold') as unknown,
    });
    expect(log.join('')).not.toMatch(/Phone|Stolen|app-|set-1|key-|Laptop/);
  });

  test('a kind that no card shows, and another order, are no change', async () => {
    credentials(pin, passkey, key, codes, app, { id: 'x', type: 'kerberos' }, password);
    expect(await sync.beside(caller)).toEqual({ changed: false });
  });

  test('of sessions and credentials at once both are told', async () => {
    credentials(app, codes, ...keys);
    sessions('current-sid');
    await sync.beside(caller);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ differences: ['sessions', 'password'] });
  });

  test('the list of sessions alone does not take the mark away; an overview does', async () => {
    credentials(password, codes);
    await sync.beside(caller);
    await rememberShown(caller, { sessions: page.sessions });
    expect(await sync.beside(caller)).toEqual({ changed: true });
    await rememberShown(caller, { ...page, totp: { state: 'available', items: [] } });
    expect(await sync.beside(caller)).toEqual({ changed: false });
  });

  test('what the page itself has just changed is no news', async () => {
    await forgetShownCredentials(caller);
    credentials(password, app, { id: 'app-2', type: 'otp' });
    expect(await sync.beside(caller)).toEqual({ changed: false });
    sessions('current-sid');
    now += 60_000;
    expect(await sync.beside(caller)).toEqual({ changed: true });
  });

  test.each<[string, Page]>([
    ['a password of a directory', { password: { state: 'set', changedAt: '2020-01-01T00:00:00Z', provider: 'ldap' } }],
    ['a password elsewhere', { password: { state: 'elsewhere', changedAt: null, provider: 'google' } }],
    ['codes of an unsupported kind', { totp: { state: 'unsupported', items: [] } }],
    ['used up recovery codes', { recoveryCodes: { state: 'active', remaining: 0 } }],
    ['recovery codes that are off', { recoveryCodes: { state: 'off', remaining: 0 } }],
  ])('%s cannot be compared, and is left alone', async (_name, part) => {
    await rememberShown(caller, { ...page, ...part });
    const skipped = { password: 'password', totp: 'otp', recoveryCodes: 'keyhold-recovery-codes' };
    const type = skipped[Object.keys(part)[0] as keyof typeof skipped];
    credentials(...stored.filter((row) => row.type !== type), { type: 'password', federationLink: 'ldap' });
    expect(await sync.beside(caller)).toEqual({ changed: false });
  });

  test('a row of an older release, which knows of sessions only, is compared by these', async () => {
    await caller.remember({ shown: fingerprint(['current-sid', 'other-sid']) });
    credentials();
    expect(await sync.beside(caller)).toEqual({ changed: false });
    now += 60_000;
    sessions('current-sid');
    expect(await sync.beside(caller)).toEqual({ changed: true });
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
