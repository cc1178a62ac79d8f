import { randomBytes } from 'node:crypto';
import type { ConnectionSettings, KeycloakConnection } from '../realm-config.ts';
import { connect, realmOrigin, RealmConfigError } from '../realm-config.ts';
import { DemoDirectory } from './demo-directory.ts';
import type { DeclaredUser } from './users-file.ts';
import { readUsersFile } from './users-file.ts';

/** Someone who can sign in to the demo realm. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly email: string;
}

export interface UsersRequest {
  readonly file: string;
  readonly realm: string;
  readonly admin: ConnectionSettings | KeycloakConnection;
  /** `random` makes up passwords instead of taking the public ones of the file, for a Keycloak that others can reach. */
  readonly passwords?: 'declared' | 'random';
  /** Passwords given out by an earlier run, by user name; they are kept. */
  readonly known?: Readonly<Record<string, string>>;
}

/**
 * Adds the demo's people and applications to a realm and answers how each person signs in. Refuses a realm that realm-config
 * did not make. Run again, it mends what differs; a password that was set already stays, unless it is random and unknown.
 */
export async function applyUsers(request: UsersRequest): Promise<DemoUser[]> {
  const declared = readUsersFile(request.file);
  const connection = connect(request.admin);
  if ((await realmOrigin(connection, request.realm)) !== 'made-by-realm-config') {
    throw new RealmConfigError(`Demo users go only into a realm that realm-config made, and ${request.realm} is none`, {
      next: 'Apply the demo realm first, or use another realm name.',
    });
  }
  const directory = new DemoDirectory(connection, request.realm);
  for (const application of declared.applications) await directory.putApplication(application);
  const users: DemoUser[] = [];
  for (const user of declared.users) users.push(await applyUser(directory, user, request));
  return users;
}

async function applyUser(directory: DemoDirectory, user: DeclaredUser, request: UsersRequest): Promise<DemoUser> {
  const known = request.known?.[user.username];
  const random = request.passwords === 'random';
  const password = known ?? (random ? randomBytes(18).toString('base64url') : user.password);
  const id = await directory.putUser(user);
  if ((random && known === undefined) || !(await directory.hasPassword(id))) await directory.setPassword(id, password);
  if (user['realm-admin']) await directory.makeRealmAdmin(id);
  return { username: user.username, password, email: user.email };
}
