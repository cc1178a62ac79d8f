import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { applyRealmFile, connect } from '@keyhold/realm-config';
import { applyUsers, makeSessions } from '@keyhold/realm-config/demo';
import { repository } from '@keyhold/stack/src/paths.ts';
import { keycloakAdmin } from '../../support/keycloak-admin.ts';
import { testRealmPrefix } from '../../support/servers.ts';
import { testRun } from '../../support/test-run.ts';

const realm = testRealmPrefix + randomBytes(5).toString('hex');
const users = join(repository, 'demo/users.yaml');

afterAll(async () => (await keycloakAdmin()).realms.del({ realm }), 20_000);

test('the demo realm gets its people, who can sign in, and bob his sessions on many devices', async () => {
  const { keycloakUrl: url, admin: credentials } = testRun();
  const connection = connect({ url, credentials: { kind: 'user', ...credentials } });
  const env = { KEYHOLD_PUBLIC_URL: 'http://localhost:9', KEYHOLD_CLIENT_SECRET: randomBytes(24).toString('hex') };
  await applyRealmFile({ file: join(repository, 'demo/realm.yaml'), env, admin: connection, realm });

  const first = await applyUsers({ file: users, realm, admin: connection });
  expect(first.map(({ username }) => username)).toEqual(['alice', 'bob', 'rita']);
  expect(await applyUsers({ file: users, realm, admin: connection })).toEqual(first);

  const bob = first[1] ?? { username: '', password: '' };
  const made = await makeSessions({ url, realm, ...bob, count: 8, offline: 2 });
  expect(new Set(made.map(({ id }) => id)).size).toBe(8);
  const admin = await keycloakAdmin();
  const [user] = await admin.users.find({ realm, username: 'bob', exact: true });
  const online = (await admin.users.listSessions({ realm, id: user?.id ?? '' })).map(({ id }) => id);
  expect(new Set(made.filter(({ kind }) => kind === 'online').map(({ id }) => id))).toEqual(new Set(online));

  const random = await applyUsers({ file: users, realm, admin: connection, passwords: 'random' });
  expect(random.every(({ password }, index) => password !== first[index]?.password)).toBe(true);
  const known = Object.fromEntries(random.map(({ username, password }) => [username, password]));
  expect(await applyUsers({ file: users, realm, admin: connection, passwords: 'random', known })).toEqual(random);
  const alice = random[0] ?? { username: '', password: '' };
  expect(await makeSessions({ url, realm, ...alice, count: 1 })).toHaveLength(1);
  await expect(makeSessions({ url, realm, ...bob, count: 1 })).rejects.toThrow('did not sign bob in');
}, 60_000);

test('demo people never go into a realm that realm-config did not make', async () => {
  const { keycloakUrl: url, admin: credentials } = testRun();
  const admin = { url, credentials: { kind: 'user' as const, ...credentials } };
  await expect(applyUsers({ file: users, realm: 'master', admin })).rejects.toThrow('Demo users go only into a realm');
}, 20_000);
