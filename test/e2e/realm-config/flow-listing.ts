import type KcAdminClient from '@keycloak/keycloak-admin-client';

/** A flow as the admin console shows it: one indented line for each step. */
export async function flowListing(admin: KcAdminClient, realm: string, flow: string): Promise<string[]> {
  const rows = await admin.authenticationManagement.getExecutions({ realm, flow });
  return rows.map(({ level = 0, providerId, displayName = '', requirement = '' }) => {
    return `${'  '.repeat(level)}${providerId ?? displayName} ${requirement}`;
  });
}
