import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { adminApi } from '../../../bridge/src/keycloak/admin-api.ts';
import type { AdminApi } from '../../../bridge/src/keycloak/admin-api.ts';
import { pluginOverview } from '../../../bridge/src/overview/overview.schema.ts';
import { newDifferences, shownOf } from '../../../bridge/src/sync/shown.ts';
import { AuthenticatorApp, proveFor } from '../../support/authenticator-app.ts';
import type { PluginCaller } from '../../support/authenticator-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

// The page shows credentials as the plugin tells them, the sync reads them from Keycloak's stock admin API. Were the two ever
// of two minds about an account that nobody touched, its page would be called outdated for ever.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let stock: AdminApi;
let alice: TestUser;
let caller: PluginCaller;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ accessToken: '5m', secondFactor: 'optional' }));
  const serviceToken = { get: () => realm.bridgeToken(), refused: () => false };
  stock = adminApi({ baseUrl: testRun().keycloakUrl, realm: realm.name, serviceToken });
  alice = await realm.addUser('alice');
  caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
});

afterAll(() => things.disposeAsync());

/** What a page shows that is read now. */
const page = async (): Promise<string> =>
  shownOf(pluginOverview.parse((await callPlugin(realm.name, { ...caller, path: '/overview' })).json));
/** Where Keycloak says something else than that page. */
const differences = async (shown: string): Promise<string[]> => {
  const [sessions, credentials] = await Promise.all([stock.onlineSessions(alice.id), stock.credentials(alice.id)]);
  return newDifferences(
    shown,
    sessions.map(({ id }) => id),
    credentials,
  );
};
const credential = async (type: string): Promise<string> => {
  const found = (await stock.credentials(alice.id)).find((each) => each.type === type);
  return found?.id ?? '';
};
const byAdministrator = () => ({ realm: realm.name, id: alice.id });

test('the page and the sync agree on every credential, and a change outside Keyhold is seen as what it is', async () => {
  const bare = await page();
  expect(await differences(bare)).toEqual([]);

  const proof = { operation: 'totp.enrol', target: '', password: alice.password };
  const { grant } = await proveFor(realm.name, caller, proof);
  await new AuthenticatorApp().enrol(realm.name, caller, grant, 'Phone');
  expect(await differences(bare)).toEqual(['totp', 'recoveryCodes']);
  const full = await page();
  expect(await differences(full)).toEqual([]);

  await realm.admin.users.updateCredentialLabel(
    { ...byAdministrator(), credentialId: await credential('otp') },
    'Renamed',
  );
  expect(await differences(full)).toEqual(['totp']);
  expect(await differences(await page())).toEqual([]);

  // Dates are compared in whole seconds: a password that replaces one of the same second is not news.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await realm.admin.users.resetPassword({
    ...byAdministrator(),
    credential: { type: 'password', value: 'a password of the administrator', temporary: false },
  });
  const renamed = await page();
  expect(await differences(full)).toEqual(['password', 'totp']);
  expect(await differences(renamed)).toEqual([]);

  for (const type of ['keyhold-recovery-codes', 'otp', 'password']) {
    await realm.admin.users.deleteCredential({ ...byAdministrator(), credentialId: await credential(type) });
  }
  expect(await differences(renamed)).toEqual(['password', 'totp', 'recoveryCodes']);
  expect(await differences(await page())).toEqual([]);
});
