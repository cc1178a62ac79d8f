import KcAdminClient from '@keycloak/keycloak-admin-client';
import type { AdminAccount } from './admin-account.ts';

const seconds = 15;

/** Keycloak's admin API, signed in as the administrator of the whole server. */
export async function adminApi(url: string, account: AdminAccount): Promise<KcAdminClient> {
  const api = new KcAdminClient({ baseUrl: url, realmName: 'master', timeout: seconds * 1000 });
  await api.auth({ grantType: 'password', clientId: 'admin-cli', ...account });
  return api;
}

/** Throws where Keycloak runs without our plugin. */
export async function requirePlugin(api: KcAdminClient, url: string): Promise<void> {
  const info = await api.serverInfo.find();
  if (info.providers?.['realm-restapi-extension']?.providers['keyhold'] !== undefined) return;
  throw new Error(
    `The Keycloak at ${url} runs without our plugin: put the JAR of plugin/target into its providers/ and start it again.`,
  );
}
