import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeycloakConnection } from '@keyhold/realm-config';
import { applyUsers, type DemoUser } from '@keyhold/realm-config/demo';
import { repository, stateSubfolder } from '../paths.ts';

export type { DemoUser };

export interface UsersPlace {
  admin: KeycloakConnection;
  keycloakUrl: string;
  realm: string;
}

/** Brings the demo's people in with the well-known passwords of demo/users.yaml, for a Keycloak that only we can reach. */
export function applyKnownUsers({ admin, realm }: UsersPlace): Promise<DemoUser[]> {
  return applyUsers({ file, realm, admin });
}

/** Brings them in with random passwords, made once for each Keycloak and kept in the state folder. */
export async function applyRandomUsers({ admin, keycloakUrl, realm }: UsersPlace): Promise<DemoUser[]> {
  const kept = join(
    stateSubfolder('demo'),
    `passwords-${createHash('sha256').update(keycloakUrl).digest('hex').slice(0, 12)}.json`,
  );
  const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Record<string, string>) : {};
  const users = await applyUsers({ file, realm, admin, passwords: 'random', known });
  const passwords = Object.fromEntries(users.map(({ username, password }) => [username, password]));
  writeFileSync(kept, `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
  return users;
}

const file = join(repository, 'demo/users.yaml');
