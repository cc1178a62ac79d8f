import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { adminRoutes } from '../../support/routes.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { directGrant, serviceAccountToken } from '../../support/tokens.ts';

// The threat: Keycloak lets every valid token of a realm into its admin extensions. The bound: administrators of this
// very realm who are persons, and nobody else, on every route that the plugin states.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let app: TestClient;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  app = await realm.addClient('app');
});

afterAll(() => things.disposeAsync());

/** A user's token that carries all their roles. */
async function tokenOf(username: string, ...roles: string[]): Promise<string> {
  const user = await realm.addUser(username);
  for (const role of roles) await realm.giveClientRole(user.id, 'realm-management', role);
  return (await directGrant(realm.name, app, user)).access_token;
}

async function serviceAccountAdministrator(): Promise<string> {
  const account = await realm.admin.clients.getServiceAccountUser({ realm: realm.name, id: app.id });
  await realm.giveClientRole(account.id ?? '', 'realm-management', 'realm-admin');
  return serviceAccountToken(realm.name, app);
}

async function administratorOfAnotherRealm(): Promise<string> {
  const other = things.use(await TestRealm.make());
  const client = await other.addClient('app');
  const admin = await other.addUser('admin');
  await other.giveClientRole(admin.id, 'realm-management', 'realm-admin');
  return (await directGrant(other.name, client, admin)).access_token;
}

test('every administrators’ route lets in persons who administer this realm, and nobody else', async () => {
  const { keycloakUrl, admin } = testRun();
  const master = await directGrant('master', { clientId: 'admin-cli', clientSecret: '' }, admin);
  const callers: [string, string | undefined, number][] = [
    ['nobody', undefined, 401],
    ['garbage', 'garbage', 401],
    ['a user', await tokenOf('alice'), 403],
    ['a user on the bridge', (await realm.userTokens(await realm.addUser('bob'))).access_token, 403],
    ['the bridge', await realm.bridgeToken(), 403],
    ['who may view and manage users only', await tokenOf('helper', 'view-users', 'manage-users', 'query-users'), 403],
    ['a service account with realm-admin', await serviceAccountAdministrator(), 403],
    ['an administrator of another realm', await administratorOfAnotherRealm(), 403],
    ['a realm administrator', await tokenOf('rita', 'realm-admin'), 200],
    ['the master administrator', master.access_token, 200],
  ];
  const routes = adminRoutes();
  expect(routes).not.toEqual([]);
  for (const { method, path } of routes) {
    for (const [who, token, status] of callers) {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(`${keycloakUrl}/admin/realms/${realm.name}/keyhold${path}`, { method, headers });
      const body = await answer.text();
      expect([who, path, answer.status]).toEqual([who, path, status]);
      expect(body.includes('keycloakVersion')).toBe(status === 200);
    }
  }
});
