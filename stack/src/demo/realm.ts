import { join } from 'node:path';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { applyRealmFile, connect, realmOrigin } from '@keyhold/realm-config';
import { adminApi } from '../keycloak/admin-api.ts';
import type { AdminAccount } from '../keycloak/admin-account.ts';
import { repository } from '../paths.ts';
import type { Tell } from '../progress.ts';
import { markAsOwn, requireOwnRealm } from './realm-mark.ts';
import { applyKnownUsers, applyRandomUsers, type DemoUser } from './users.ts';

/** The demo's realm file; it names no port and no secret itself. */
export const demoRealmFile = join(repository, 'demo/realm.yaml');

export interface DemoRealm {
  name: string;
  bridgeClientId: string;
  users: DemoUser[];
}

export interface DemoRealmRequest {
  keycloak: { url: string; admin: AdminAccount };
  /** What fills the placeholders of the realm file. */
  variables: Record<string, string>;
  smtpPort: number;
  /** We started this Keycloak ourselves: only then do the demo's well-known passwords go in. */
  ours: boolean;
  tell: Tell;
}

/**
 * Brings the demo's realm, its mail server and its users into a Keycloak. Refuses a realm that it did not make; in a Keycloak
 * of ours nobody else makes any.
 */
export async function applyDemoRealm({
  keycloak,
  variables,
  smtpPort,
  ours,
  tell,
}: DemoRealmRequest): Promise<DemoRealm> {
  const admin = connect({ url: keycloak.url, credentials: { kind: 'user', ...keycloak.admin } });
  if ((await realmOrigin(admin, 'demo')) === 'foreign') {
    throw new Error(
      `The Keycloak at ${keycloak.url} has a realm "demo" that Keyhold did not make. It stays untouched.`,
    );
  }
  const api = await adminApi(keycloak.url, keycloak.admin);
  const place = { api, keycloakUrl: keycloak.url, realm: 'demo' };
  if (!ours) await requireOwnRealm(place);
  tell('applying demo/realm.yaml');
  const report = await applyRealmFile({ file: demoRealmFile, env: variables, admin });
  await markAsOwn(place);
  await sendMailTo(smtpPort, api, report.realm);
  tell('users');
  const people = { admin, keycloakUrl: keycloak.url, realm: report.realm };
  const users = await (ours ? applyKnownUsers(people) : applyRandomUsers(people));
  tell(report.changed ? 'applied' : 'unchanged');
  return { name: report.realm, bridgeClientId: 'keyhold-bridge', users };
}

/** The port of the mail sink is this run's, so it is set here and not in the realm file. */
async function sendMailTo(port: number, api: KcAdminClient, realm: string): Promise<void> {
  const smtpServer = {
    host: '127.0.0.1',
    port: String(port),
    from: 'keyhold@demo.example',
    fromDisplayName: 'Keyhold demo',
  };
  await api.realms.update({ realm }, { smtpServer });
}
