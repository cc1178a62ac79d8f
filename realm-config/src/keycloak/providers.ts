import { z } from 'zod';
import { KEYHOLD_AUTHENTICATORS } from '../flows/authenticators.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

const authenticatorsAnswer = z.array(z.looseObject({ id: z.string() }));
const serverInfoAnswer = z.object({
  providers: z.record(z.string(), z.object({ providers: z.record(z.string(), z.unknown()) })),
});

/** Throws when the Keycloak server lacks the sign-in steps of the Keyhold JAR. `realm` null: there is none yet to ask in. */
export async function requireAuthenticators(connection: KeycloakConnection, realm: string | null): Promise<void> {
  const known = new Set(realm === null ? await ofServer(connection) : await ofRealm(connection, realm));
  const missing = KEYHOLD_AUTHENTICATORS.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new RealmConfigError(`The file says second-factor, and this Keycloak has no ${missing.join(' and no ')}`, {
    next: 'The Keyhold JAR is not loaded, or too old: put the current one into providers/, restart Keycloak, and run plan again.',
  });
}

async function ofRealm(connection: KeycloakConnection, realm: string): Promise<string[]> {
  const path = `/admin/realms/${encodeURIComponent(realm)}/authentication/authenticator-providers`;
  const all = await connection.get('read the authenticators', authenticatorsAnswer, path);
  return (all ?? []).map(({ id }) => id);
}

async function ofServer(connection: KeycloakConnection): Promise<string[]> {
  const info = await connection.read('read the server info', serverInfoAnswer, (admin) => admin.serverInfo.find());
  return Object.keys(info.providers['authenticator']?.providers ?? {});
}
