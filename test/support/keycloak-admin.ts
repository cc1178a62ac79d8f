import KcAdminClient from '@keycloak/keycloak-admin-client';
import { testRun } from './test-run.ts';

export interface KeycloakAccess {
  url: string;
  admin: { username: string; password: string };
}

/** Keycloak's admin API as the administrator of the whole server. Every call names its realm. */
export async function keycloakAdmin(access?: KeycloakAccess): Promise<KcAdminClient> {
  const { url, admin } = access ?? { url: testRun().keycloakUrl, admin: testRun().admin };
  const client = new KcAdminClient({ baseUrl: url, realmName: 'master' });
  await client.auth({ grantType: 'password', clientId: 'admin-cli', ...admin });
  return client;
}
