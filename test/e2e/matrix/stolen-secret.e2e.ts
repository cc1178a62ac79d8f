import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { tokenRequest } from '../../support/tokens.ts';

// The threat: the secret of the bridge's client is stolen. The bound: whoever has it can read users and nothing more;
// no account, session, credential, client or realm can be changed with it, and no user's token be had.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let thief: string;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  alice = await realm.addUser('alice');
  thief = await realm.bridgeToken();
});

afterAll(() => things.disposeAsync());

async function tryAdmin(method: string, path: string, body?: unknown): Promise<number> {
  const response = await fetch(`${testRun().keycloakUrl}/admin/realms/${realm.name}${path}`, {
    method,
    headers: { authorization: `Bearer ${thief}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  await response.body?.cancel();
  return response.status;
}

test('no write of the admin API is allowed, and nothing has changed afterwards', async () => {
  const { id } = alice;
  await realm.userTokens(alice);
  const [session = ''] = await realm.onlineSessions(alice);
  const [credential] = await realm.admin.users.getCredentials({ realm: realm.name, id });
  const before = await realm.admin.users.findOne({ realm: realm.name, id });
  const password = { type: 'password', value: 'stolen', temporary: false };
  const writes: [string, string, unknown?][] = [
    ['PUT', `/users/${id}`, { ...before, email: 'thief@example.test' }],
    ['PUT', `/users/${id}`, { credentials: [password] }],
    ['PUT', `/users/${id}/reset-password`, password],
    ['PUT', `/users/${id}/execute-actions-email`, ['UPDATE_PASSWORD']],
    ['PUT', `/users/${id}/disable-credential-types`, ['password']],
    ['DELETE', `/users/${id}/credentials/${credential?.id ?? ''}`],
    ['POST', `/users/${id}/logout`],
    ['POST', `/users/${id}/impersonation`],
    ['DELETE', `/users/${id}`],
    ['POST', '/users', { username: 'thief', enabled: true }],
    ['DELETE', `/sessions/${session}`],
    ['DELETE', `/sessions/${session}?isOffline=true`],
    ['POST', '/logout-all'],
    ['POST', `/users/${id}/role-mappings/realm`, [{ name: 'offline_access' }]],
    ['PUT', `/users/${id}/groups/00000000-0000-0000-0000-000000000000`],
    ['POST', '/clients', { clientId: 'thief' }],
    ['PUT', `/clients/${realm.bridge.id}`, { redirectUris: ['*'] }],
    ['POST', `/clients/${realm.bridge.id}/client-secret`],
    ['PUT', '', { enabled: false }],
    ['DELETE', ''],
    ['POST', '/partial-export'],
    ['DELETE', `/attack-detection/brute-force/users/${id}`],
  ];
  for (const [method, path, body] of writes) {
    expect([method, path, await tryAdmin(method, path, body)]).toEqual([method, path, 403]);
  }
  expect(await realm.admin.users.findOne({ realm: realm.name, id })).toEqual(before);
  expect(await realm.onlineSessions(alice)).toEqual([session]);
  expect(await realm.admin.users.getCredentials({ realm: realm.name, id })).toEqual([credential]);
});

test('what it can read is users, their sessions and their credentials without secrets, and no settings or clients', async () => {
  for (const path of [`/users/${alice.id}`, `/users/${alice.id}/sessions`, `/users/${alice.id}/credentials`]) {
    expect([path, await tryAdmin('GET', path)]).toEqual([path, 200]);
  }
  for (const path of ['/clients', '/events', '/admin-events', '/identity-provider/instances', '/keyhold/']) {
    expect([path, await tryAdmin('GET', path)]).toEqual([path, 403]);
  }
});

test('it gets no token of a user by any grant', async () => {
  const { username, password } = alice;
  const subject = { subject_token: thief, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
  const forms: Record<string, string>[] = [
    { grant_type: 'password', username, password },
    { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...subject, requested_subject: username },
    { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'any' },
    { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'any' },
    { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: thief },
  ];
  for (const form of forms) {
    const { status, body } = await tokenRequest(realm.name, realm.bridge, form);
    expect([form['grant_type'], status >= 400 && status < 500, body.access_token]).toEqual([
      form['grant_type'],
      true,
      undefined,
    ]);
  }
});

test('the plugin takes its token for no person', async () => {
  for (const call of [{ path: '/overview' }, { path: '/sessions', method: 'DELETE' }]) {
    const answer = await callPlugin(realm.name, { ...call, user: thief, bridge: thief });
    expect([answer.status, answer.problem]).toEqual([403, 'forbidden-caller']);
  }
});
