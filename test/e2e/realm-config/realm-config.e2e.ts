import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { applyRealmFile, planRealmFile, RealmConfigError } from '@keyhold/realm-config';
import type { RealmRequest } from '@keyhold/realm-config';
import { repository } from '@keyhold/stack/src/paths.ts';
import { testRun } from '../../support/test-run.ts';
import { BRIDGE, DeclaredRealms, SECRET } from './declared-realm.ts';
import { makeFurnishedRealm } from './furnished-realm.ts';
import { snapshotOf, withoutKeyhold } from './snapshot.ts';

let admin: KcAdminClient;
let declared: DeclaredRealms;

beforeAll(async () => {
  declared = await DeclaredRealms.open();
  admin = declared.admin;
}, 20_000);
afterAll(() => declared[Symbol.asyncDispose](), 60_000);

const declare = (extra = '') => declared.declare(extra);

const verbs = ({ changes }: Awaited<ReturnType<typeof planRealmFile>>): string[] =>
  changes.filter(({ verb }) => verb !== 'no-op').map(({ verb, object }) => `${verb} ${object}`);

async function clientNamed(realm: string, clientId: string): Promise<Record<string, unknown> & { id: string }> {
  const [client] = await admin.clients.find({ realm, clientId });
  return client as Record<string, unknown> & { id: string };
}

/** Runs the command line as a shell would. */
function cli(command: string, { file, env }: RealmRequest): Promise<{ code: number; text: string }> {
  const { keycloakUrl, admin: credentials } = testRun();
  const environment = {
    PATH: process.env['PATH'],
    ...env,
    KEYHOLD_ADMIN_URL: keycloakUrl,
    KEYHOLD_ADMIN_USERNAME: credentials.username,
    KEYHOLD_ADMIN_PASSWORD: credentials.password,
  };
  const args = [join(repository, 'realm-config/bin/realm-config.mjs'), command, file];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: environment, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, text: stdout + stderr });
    });
  });
}

test('plan, apply, plan and drift answer by exit code, and no secret is ever printed', async () => {
  const request = await declare('create: true\nlifetimes: { access-token: 60s }\n');
  const runs = [];
  for (const command of ['plan', 'apply', 'plan', 'drift', 'doctor']) runs.push(await cli(command, request));
  expect(runs.map(({ code }) => code)).toEqual([2, 0, 0, 0, 0]);
  const { admin: credentials } = testRun();
  for (const { text } of runs) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(credentials.password);
  }
}, 60_000);

test('brings Keyhold into an existing realm and leaves everything else in it bit for bit as it was', async () => {
  const request = await declare();
  await makeFurnishedRealm(admin, request.realm);
  const before = await snapshotOf(admin, request.realm);
  const planned = await planRealmFile(request);
  expect(await snapshotOf(admin, request.realm)).toEqual(before);

  const applied = await applyRealmFile(request);
  expect(applied.changes).toEqual(planned.changes);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(withoutKeyhold(await snapshotOf(admin, request.realm), BRIDGE)).toEqual(before);
}, 60_000);

test('finds what was changed by hand and puts exactly that back', async () => {
  const request = await declare('create: true\n');
  const { realm } = request;
  await applyRealmFile(request);
  const bridge = await clientNamed(realm, BRIDGE);
  await admin.clients.update(
    { realm, id: bridge.id },
    { ...bridge, directAccessGrantsEnabled: true, redirectUris: ['*'], description: 'mine' },
  );
  const account = await admin.clients.getServiceAccountUser({ realm, id: bridge.id });
  const management = await clientNamed(realm, 'realm-management');
  const role = await admin.clients.findRole({ realm, id: management.id, roleName: 'manage-users' });
  const roles = [{ id: role?.id ?? '', name: 'manage-users' }];
  await admin.users.addClientRoleMappings({ realm, id: account.id ?? '', clientUniqueId: management.id, roles });
  const [mapper] = await admin.clients.listProtocolMappers({ realm, id: bridge.id });
  await admin.clients.delProtocolMapper({ realm, id: bridge.id, mapperId: mapper?.id ?? '' });

  const { code, text } = await cli('drift', request);
  expect(code).toBe(2);
  expect(text).toContain('directAccessGrantsEnabled: declared false, live true');
  expect(text).toContain('realm-management/manage-users');
  expect((await cli('doctor', request)).code).toBe(2);

  expect(verbs(await applyRealmFile(request))).toEqual([
    `update client ${BRIDGE}`,
    `create mapper ${BRIDGE}/keyhold audience`,
    `update service account roles ${BRIDGE}`,
  ]);
  expect(await clientNamed(realm, BRIDGE)).toMatchObject({ directAccessGrantsEnabled: false, description: 'mine' });
  expect((await planRealmFile(request)).changed).toBe(false);
}, 60_000);

test('an apply that dies after any of its writes leaves Keyhold off and is finished by the next one', async () => {
  for (const deadline of [1, 4, 8]) {
    const request = await declare('create: true\n');
    let written = 0;
    const dies = applyRealmFile({
      ...request,
      onChange: () => {
        if (++written === deadline) throw new Error('killed');
      },
    });
    await expect(dies).rejects.toThrow('killed');
    const live = await admin.realms.findOne({ realm: request.realm });
    expect(live?.attributes?.['keyhold.enabled']).toBeUndefined();
    await applyRealmFile(request);
    expect((await planRealmFile(request)).changed).toBe(false);
  }
}, 120_000);

test("refuses to take over somebody else's client, and says how to go on", async () => {
  const request = await declare();
  await admin.realms.create({ realm: request.realm, enabled: true });
  await admin.clients.create({ realm: request.realm, clientId: 'keyhold', publicClient: true });
  const before = await snapshotOf(admin, request.realm);
  await expect(applyRealmFile(request)).rejects.toThrow('client keyhold already exists');
  expect(await snapshotOf(admin, request.realm)).toEqual(before);
}, 60_000);

test('makes no realm that the file does not ask for', async () => {
  const request = await declare();
  declared.forget(request.realm);
  await expect(applyRealmFile(request)).rejects.toThrow(RealmConfigError);
  expect(await admin.realms.findOne({ realm: request.realm })).toBeNull();
}, 20_000);

// Threat: a stolen client secret, or a token of the bridge, reaches further than reading users. Bound: the two roles.
test("the bridge's tokens carry the two roles and nothing else, by no other grant than the two", async () => {
  const request = await declare('create: true\n');
  const { realm } = request;
  await applyRealmFile(request);
  const ask = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> => {
    const response = await fetch(`${testRun().keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: BRIDGE, client_secret: SECRET, ...form }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const { body } = await ask({ grant_type: 'client_credentials' });
  const payload = Buffer.from(body['access_token']?.split('.')[1] ?? '', 'base64url').toString();
  const token = JSON.parse(payload) as Record<string, unknown>;
  const grants = token['resource_access'] as Record<string, { roles: string[] }>;
  expect(Object.keys(grants).sort()).toEqual(['keyhold', 'realm-management']);
  expect(grants['keyhold']?.roles).toEqual(['sync']);
  expect([...(grants['realm-management']?.roles ?? [])].sort()).toEqual(['query-groups', 'query-users', 'view-users']);
  expect(token).not.toHaveProperty('realm_access');
  expect(body).not.toHaveProperty('refresh_token');

  const others = ['password', 'urn:ietf:params:oauth:grant-type:device_code', 'urn:openid:params:grant-type:ciba'];
  for (const grant_type of [...others, 'urn:ietf:params:oauth:grant-type:token-exchange']) {
    const refused = await ask({ grant_type, username: 'x', password: 'x', subject_token: body['access_token'] ?? '' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body).not.toHaveProperty('access_token');
  }
  const authorize = `${testRun().keycloakUrl}/realms/${realm}/protocol/openid-connect/auth?client_id=${BRIDGE}`;
  const unproved = `${authorize}&response_type=code&scope=openid&redirect_uri=http://localhost:9/auth/callback`;
  const withoutPkce = await fetch(unproved, { redirect: 'manual' });
  expect(withoutPkce.headers.get('location')).toContain('error=invalid_request');
  const elsewhere = await fetch(`${authorize}&response_type=code&redirect_uri=http://localhost:9/auth/callback/x`);
  expect(elsewhere.status).toBe(400);
}, 60_000);
