import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { examineRealm } from '@keyhold/realm-config/doctor';
import type { Finding } from '@keyhold/realm-config/doctor';
import { TestRealm } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

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

test('finds nothing in a realm that realm-config made', async () => {
  expect(await examine()).toEqual([]);
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
  const said = found.map(({ level, about, says }) => `${level} ${about} ${says}`).join('\n');
  expect(said).toMatch(/problem service-account-keyhold-bridge .*realm-management\/manage-users, group helpers/);
  expect(said).toMatch(/problem client keyhold-bridge has mappers of its own: more/);
  expect(said).toMatch(/problem role keyhold\/sync is also held by mallory/);
  expect(said).toMatch(/problem realm .*accessTokenLifespan is 300, declared 60/);
  expect(said).toMatch(/note brute-force detection it is off/);
  expect(said).toMatch(/note access tokens they live 300 s/);
}, 30_000);
