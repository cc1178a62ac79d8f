import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { applyRealmFile } from '@keyhold/realm-config';
import { markAsOwn, requireOwnRealm } from '@keyhold/stack/src/demo/realm-mark.ts';
import { repository } from '@keyhold/stack/src/paths.ts';
import { keycloakAdmin } from '../../support/keycloak-admin.ts';
import { testRealmPrefix } from '../../support/servers.ts';
import { testRun } from '../../support/test-run.ts';

const realm = testRealmPrefix + randomBytes(5).toString('hex');

afterAll(async () => (await keycloakAdmin()).realms.del({ realm }), 20_000);

test('npm start touches a realm "demo" only where it made it itself, whatever realm-config made', async () => {
  const { keycloakUrl, admin: credentials } = testRun();
  const place = { api: await keycloakAdmin(), keycloakUrl, realm };
  await requireOwnRealm(place);

  const request = {
    file: join(repository, 'demo/realm.yaml'),
    env: { KEYHOLD_PUBLIC_URL: 'http://localhost:9', KEYHOLD_CLIENT_SECRET: randomBytes(24).toString('hex') },
    admin: { url: keycloakUrl, credentials: { kind: 'user' as const, ...credentials } },
    realm,
  };
  await applyRealmFile(request);
  await expect(requireOwnRealm(place)).rejects.toThrow(
    `The Keycloak at ${keycloakUrl} has a realm "${realm}" that npm start did not make. It stays untouched.`,
  );

  await markAsOwn(place);
  await requireOwnRealm(place);
  // The mark takes nothing away, and nothing takes the mark away.
  expect((await applyRealmFile(request)).changed).toBe(false);
  await requireOwnRealm(place);
}, 60_000);
