import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateSecret, generateSync } from 'otplib';
import { apiRoutes } from './api-routes.ts';
import { pluginEnrolment } from './features/passkeys/passkeys.schema.ts';
import type { StoredEnrolment } from './http/caller.ts';
import type { Route } from './http/route.ts';
import { assert, register } from './testing/fake-authenticator.ts';
import { startApi, type ApiUnderTest } from './testing/api-under-test.ts';
import { fakeCaller, withEndingGrant, withGrantFor, type FakeCaller } from './testing/fake-caller.ts';
import { problem } from './testing/fake-keycloak.ts';
import { golden } from './testing/golden.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.caller = caller = withEndingGrant(fakeCaller());
  withGrantFor(caller, 'totp.enrol');
  withGrantFor(caller, 'totp.remove', 'some-id');
  withGrantFor(caller, 'recovery-codes.generate');
  withGrantFor(caller, 'passkeys.enrol', 'passkey');
  withGrantFor(caller, 'pin.set');
  withGrantFor(caller, 'passkeys.remove', 'some-id');
  caller.enrolments.set('some-id', {
    room: 'totp',
    id: 'some-id',
    secret,
    policy: { digits: 6, period: 30, algorithm: 'SHA1', lookAround: 1 },
    replaces: null,
    grant: 'grant-1',
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  });
});

const secret = generateSecret();
const challenge = 'A'.repeat(43);
/** Enrolments of two rooms have no id in common. */
const keyEnrolment: StoredEnrolment = {
  room: 'passkeys',
  id: 'some-id',
  kind: 'passkey',
  policy: pluginEnrolment.parse(golden('passkeys/started')).policy,
  challenge,
  grant: 'grant-1',
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
};
/** A request that fits each route. A new route with a body needs a line here, else its test fails. */
const bodies: Readonly<Record<string, () => object>> = {
  reauthenticate: () => ({ operation: 'sessions.end', target: '', password: 'a password' }),
  changePassword: () => ({ currentPassword: 'a', newPassword: 'b', endOtherSessions: true }),
  startTotpEnrolment: () => ({ replaces: null }),
  confirmTotpEnrolment: () => ({ code: generateSync({ secret }), label: null }),
  startPasskeyEnrolment: () => ({ kind: 'passkey' }),
  confirmPasskeyEnrolment: () => ({ response: register({ challenge }), label: null }),
  startPasskeyRedirect: () => ({ kind: 'passkey' }),
  startPasskeyTest: () => ({ credential: 'some-id' }),
  confirmPasskeyTest: () => ({ response: assert(challenge) }),
  renamePasskey: () => ({ label: 'Laptop' }),
  startReauthenticationChallenge: () => ({ operation: 'passkeys.remove', target: 'some-id', kind: 'passkey' }),
  setPin: () => ({ pin: '839274' }),
  changePin: () => ({ currentPin: '083927', pin: '839274' }),
  renameTotp: () => ({ label: 'Phone' }),
  confirmRecoveryCodes: () => ({ code: null }),
};
const routes: Route[] = Object.values(apiRoutes);
const request = ({ method, path, operationId }: Route) => {
  const body = bodies[operationId]?.();
  return api.fetch(path.replaceAll(/\{\w+\}/g, 'some-id'), {
    method: method.toUpperCase(),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
};

/** What the plugin says of a caller, and what the browser then gets; expectations of architecture.md §3. */
const kinds = [
  { kind: 'a session that Keycloak ended', status: 401, slug: 'not-signed-in', endsWebSession: true },
  { kind: 'a token of another realm', status: 401, slug: 'not-signed-in', endsWebSession: true },
  { kind: 'a service account or another client', status: 403, slug: 'forbidden-caller', endsWebSession: false },
  { kind: 'an impersonated session', status: 403, slug: 'impersonated', endsWebSession: false },
];

describe.each(routes.map((route) => [route.operationId, route] as const))('%s', (_id, route) => {
  const open = route.caller === 'open';

  test(`nobody: ${open ? 'served' : 'not-signed-in, and Keycloak is not troubled'}`, async () => {
    api.caller = undefined;
    const { status, body } = await request(route);
    expect(status).toBe(open ? 200 : 401);
    if (!open) expect(body).toMatchObject({ type: 'urn:keyhold:problem:not-signed-in' });
    expect(api.keycloak.calls).toHaveLength(0);
  });

  if (open) return;

  if (route.room === 'passkeys') beforeEach(() => void caller.enrolments.set('some-id', keyEnrolment));

  // Giving up an enrolment concerns the web session alone.
  if (['cancelTotpEnrolment', 'cancelPasskeyEnrolment'].includes(route.operationId)) {
    test('is harmless however often, and Keycloak is not troubled', async () => {
      for (const times of [1, 2]) expect([times, (await request(route)).status]).toEqual([times, 204]);
      expect([caller.enrolments.size, api.keycloak.calls]).toEqual([0, []]);
    });
    return;
  }

  test.each(kinds)('$kind: $slug', async ({ status, slug, endsWebSession }) => {
    api.keycloak.on('*', problem(status, slug));
    const answer = await request(route);
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ type: `urn:keyhold:problem:${slug}` }),
    ]);
    expect(caller.endings).toHaveLength(endsWebSession ? 1 : 0);
    // A refused token of the person is renewed once.
    expect(api.keycloak.calls).toHaveLength(endsWebSession ? 2 : 1);
  });

  test('acts for whom the session names, whatever the request says', async () => {
    api.keycloak.on('*', problem(404, 'not-found'));
    await request(route);
    expect(api.keycloak.calls[0]?.headers.authorization).toBe('Bearer user-token');
    const named = await api.fetch(`${route.path.replaceAll(/\{\w+\}/g, 'some-id')}?user=bob`, {
      method: route.method.toUpperCase(),
    });
    expect([named.status, named.body]).toEqual([
      400,
      expect.objectContaining({ type: 'urn:keyhold:problem:invalid-request' }),
    ]);
  });
});

describe('addresses that no route claims', () => {
  test.each([
    ['GET', '/nothing', 404, 'not-found'],
    ['GET', '/sessions/', 404, 'not-found'],
    ['GET', '/Sessions', 404, 'not-found'],
    ['PATCH', '/sessions', 405, 'method-not-allowed'],
    ['GET', '/sessions/x', 405, 'method-not-allowed'],
  ])('%s %s', async (method, path, status, slug) => {
    const answer = await api.fetch(path, { method });
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ type: `urn:keyhold:problem:${slug}` }),
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('the methods of an address are named', async () => {
    expect((await api.fetch('/sessions', { method: 'PUT' })).headers.get('allow')).toBe('GET, DELETE');
  });
});
