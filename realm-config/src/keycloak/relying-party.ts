import { z } from 'zod';
import { PASSKEY_TYPE } from '../flows/authenticators.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

/** By which relying party new keys are made now, for each of the two kinds. */
export type RelyingPartyIds = Readonly<Record<'passkeys' | 'security-keys', string>>;

const TYPES = { passkeys: PASSKEY_TYPE, 'security-keys': 'webauthn' } as const;
const KINDS = ['passkeys', 'security-keys'] as const;

const PAGE = 100;
const USERS_LOOKED_AT = 1000;
const AT_ONCE = 8;

const policiesAnswer = z.nullish(
  z.object({ webAuthnPolicyRpId: z.string().default(''), webAuthnPolicyPasswordlessRpId: z.string().default('') }),
);
const discoveryAnswer = z.object({ issuer: z.url() });
const usersAnswer = z.array(z.object({ id: z.string() }));
const credentialsAnswer = z.array(z.object({ type: z.string() }));

/** As Keycloak does: where the policy names none, it is the host where browsers find Keycloak. Null without such a realm. */
export async function relyingPartyIds(connection: KeycloakConnection, realm: string): Promise<RelyingPartyIds | null> {
  const policies = await connection.read(`read realm ${realm}`, policiesAnswer, (admin) =>
    admin.realms.findOne({ realm }),
  );
  if (policies == null) return null;
  const path = `/realms/${encodeURIComponent(realm)}/.well-known/openid-configuration`;
  const discovery = await connection.get('read where browsers find Keycloak', discoveryAnswer, path);
  const host = new URL(discovery?.issuer ?? connection.url).hostname;
  return {
    passkeys: policies.webAuthnPolicyPasswordlessRpId || host,
    'security-keys': policies.webAuthnPolicyRpId || host,
  };
}

/** Throws when the file would change a relying-party id under keys that hang on it: no browser would offer them ever again. */
export async function requireSameRelyingParty(connection: KeycloakConnection, file: RealmFile): Promise<void> {
  if (KINDS.every((kind) => file[kind]?.['relying-party-id'] === undefined)) return;
  const live = await relyingPartyIds(connection, file.realm);
  if (live === null) return;
  const moved = KINDS.filter((kind) => (file[kind]?.['relying-party-id'] ?? live[kind]) !== live[kind]);
  if (moved.length === 0) return;
  const held = await heldTypes(connection, file.realm);
  const refused = moved.filter((kind) => held === null || held.has(TYPES[kind]));
  if (refused.length === 0) return;
  const ids = refused.map((kind) => `${kind} (${live[kind]}, the file says ${file[kind]?.['relying-party-id'] ?? ''})`);
  const why =
    held === null ? `the realm has too many users to look whether anybody has one` : 'there are users who have some';
  throw new RealmConfigError(
    `The relying-party id of ${ids.join(' and ')} stays: keys made for one never work with another, and ${why}`,
    {
      next:
        'Let the file say the id that the realm has, or nothing. If you know that nobody has such a key, ' +
        'set the id in the admin console under Authentication › Policies, and run plan again.',
    },
  );
}

/** Of which types somebody has a credential; null where there are too many users to ask for each. */
async function heldTypes(connection: KeycloakConnection, realm: string): Promise<ReadonlySet<string> | null> {
  const held = new Set<string>();
  for (let first = 0; ; first += PAGE) {
    const users = await connection.read('read the users', usersAnswer, (admin) =>
      admin.users.find({ realm, first, max: PAGE, briefRepresentation: true }),
    );
    if (first >= USERS_LOOKED_AT && users.length > 0) return null;
    for (let at = 0; at < users.length; at += AT_ONCE) {
      const lists = users
        .slice(at, at + AT_ONCE)
        .map(({ id }) =>
          connection.read('read the credentials', credentialsAnswer, (admin) =>
            admin.users.getCredentials({ realm, id }),
          ),
        );
      for (const { type } of (await Promise.all(lists)).flat()) held.add(type);
    }
    if (users.length < PAGE) return held;
  }
}
