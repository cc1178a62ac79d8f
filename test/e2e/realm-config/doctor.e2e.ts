import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile } from '@keyhold/realm-config';
import { examineRealm } from '@keyhold/realm-config/doctor';
import type { Finding } from '@keyhold/realm-config/doctor';
import { TestRealm } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { DeclaredRealms, OPTIONAL } from './declared-realm.ts';

let realm: TestRealm;
let folder: string;
beforeAll(async () => {
  realm = await TestRealm.make();
  folder = await mkdtemp(join(tmpdir(), 'keyhold-doctor-'));
  const bridge = 'bridge: { client-id: keyhold-bridge, client-secret: "${SECRET}" }';
  const lifetimes = 'lifetimes: { access-token: 60s }';
  await writeFile(
    join(folder, 'realm.yaml'),
    `realm: ${realm.name}\npage-url: ${realm.bridgeUrl}\n${bridge}\n${lifetimes}\n`,
  );
}, 30_000);
afterAll(async () => {
  await realm[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
}, 30_000);

function examine(): Promise<Finding[]> {
  const { keycloakUrl: url, admin } = testRun();
  return examineRealm({
    file: join(folder, 'realm.yaml'),
    env: { SECRET: realm.bridge.clientSecret },
    admin: { url, credentials: { kind: 'user', ...admin } },
  });
}

const texts = (found: readonly Finding[]): string[] =>
  found.map(({ level, about, says }) => `${level} ${about} ${says}`);

test('in a realm that realm-config made there is one thing to say: it signs in by the stock flow', async () => {
  expect(texts(await examine())).toEqual([
    "note flow browser asks for the code of an authenticator app and takes no recovery code of Keyhold's from who lost it",
  ]);
}, 30_000);

test('finds nothing once the file declares the second factor, with keys and without', async () => {
  await using realms = await DeclaredRealms.open();
  const more = `${OPTIONAL}forgot-password: true\nlifetimes: { access-token: 60s }\nbrute-force: { failures: 5 }\n`;
  const request = await realms.apply(more);
  expect(await examineRealm(request)).toEqual([]);
  await realms.rewrite(request, `${more}passkeys: { enabled: true }\nsecurity-keys: { enabled: true }\n`);
  await applyRealmFile(request);
  expect(await examineRealm(request)).toEqual([]);
}, 60_000);

// Threat: a way in that asks for less than the flow everybody looks at. Bound: each way is named.
test('names a reset by mailbox alone, a password alone at the token endpoint, and clients with flows of their own', async () => {
  const { admin, name } = realm;
  const flows = await admin.authenticationManagement.getFlows({ realm: name });
  const direct = flows.find(({ alias }) => alias === 'direct grant');
  await admin.clients.create({
    realm: name,
    clientId: 'legacy',
    directAccessGrantsEnabled: true,
    authenticationFlowBindingOverrides: { direct_grant: direct?.id ?? '' },
  });
  await admin.authenticationManagement.copyFlow({ realm: name, flow: 'direct grant', newName: 'plain' });
  const rows = await admin.authenticationManagement.getExecutions({ realm: name, flow: 'plain' });
  const code = rows.find(({ authenticationFlow }) => authenticationFlow === true);
  await admin.authenticationManagement.updateExecution(
    { realm: name, flow: 'plain' },
    { ...code, requirement: 'DISABLED' },
  );
  await admin.realms.update({ realm: name }, { resetPasswordAllowed: true, directGrantFlow: 'plain' });

  const said = texts(await examine()).join('\n');
  expect(said).toContain(
    'problem flow reset credentials sets a new authenticator app up on the word of the mailbox alone',
  );
  expect(said).toMatch(/note flow plain takes a password alone at the token endpoint, for .*legacy/);
  expect(said).toContain('note client flow overrides legacy sign in by flows of their own');

  await admin.authenticationManagement.copyFlow({ realm: name, flow: 'reset credentials', newName: 'short' });
  const reset = await admin.authenticationManagement.getExecutions({ realm: name, flow: 'short' });
  const last = reset.find(({ authenticationFlow }) => authenticationFlow === true);
  await admin.authenticationManagement.updateExecution(
    { realm: name, flow: 'short' },
    { ...last, requirement: 'DISABLED' },
  );
  await admin.realms.update({ realm: name }, { resetCredentialsFlow: 'short' });
  expect(texts(await examine()).join('\n')).toContain('problem flow short gives a new password without asking');
}, 30_000);

// Threat: the bridge's service account is given more by ways that no declared object shows. Bound: each is named.
test('names what the service account got through a group, a mapper, and who else holds its role', async () => {
  const { admin, name } = realm;
  const account = await admin.clients.getServiceAccountUser({ realm: name, id: realm.bridge.id });
  const { id: groupId } = await admin.groups.create({ realm: name, name: 'helpers' });
  const [management] = await admin.clients.find({ realm: name, clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const role = await admin.clients.findRole({ realm: name, id: clientUniqueId, roleName: 'manage-users' });
  const roles = [{ id: role?.id ?? '', name: 'manage-users' }];
  await admin.groups.addClientRoleMappings({ realm: name, id: groupId, clientUniqueId, roles });
  await admin.users.addToGroup({ realm: name, id: account.id ?? '', groupId });
  await admin.clients.addProtocolMapper(
    { realm: name, id: realm.bridge.id },
    { name: 'more', protocol: 'openid-connect', protocolMapper: 'oidc-sub-mapper', config: {} },
  );
  const mallory = await realm.addUser('mallory');
  await realm.giveClientRole(mallory.id, 'keyhold', 'sync');
  await admin.realms.update({ realm: name }, { bruteForceProtected: false, accessTokenLifespan: 300 });

  const found = await examine();
  const said = texts(found).join('\n');
  expect(said).toMatch(/problem service-account-keyhold-bridge .*realm-management\/manage-users, group helpers/);
  expect(said).toMatch(/problem client keyhold-bridge has mappers of its own: more/);
  expect(said).toMatch(/problem role keyhold\/sync is also held by mallory/);
  expect(said).toMatch(/problem realm .*accessTokenLifespan is 300, declared 60/);
  expect(said).toMatch(/note brute-force detection it is off/);
  expect(said).toMatch(/note access tokens they live 300 s/);
}, 30_000);
