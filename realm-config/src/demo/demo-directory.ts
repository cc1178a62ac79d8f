import { z } from 'zod';
import { clientsAnswer, namedAnswer, namedListAnswer } from '../keycloak/representations.ts';
import type { KeycloakConnection } from '../realm-config.ts';
import { RealmConfigError } from '../realm-config.ts';
import type { DeclaredApplication, DeclaredUser } from './users-file.ts';

const usersAnswer = z.array(z.looseObject({ id: z.string(), username: z.string() }));
const credentialsAnswer = z.array(z.looseObject({ type: z.string() }));

/** The people and applications of a demo realm, as Keycloak holds them. */
export class DemoDirectory {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;

  constructor(connection: KeycloakConnection, realm: string) {
    this.connection = connection;
    this.realm = realm;
  }

  /** Creates the user, or corrects name and address, and answers the id. */
  async putUser(user: DeclaredUser): Promise<string> {
    const { realm } = this;
    const { username } = user;
    const wanted = {
      email: user.email,
      // Keycloak would ask at the first sign-in for whatever is missing here.
      emailVerified: true,
      enabled: true,
      firstName: user['first-name'],
      lastName: user['last-name'],
    };
    const live = await this.findUser(username);
    if (live === undefined) {
      await this.connection.write(`create user ${username}`, (admin) =>
        admin.users.create({ realm, username, ...wanted }),
      );
    } else if (Object.entries(wanted).some(([name, value]) => live[name] !== value)) {
      await this.connection.write(`update user ${username}`, (admin) =>
        admin.users.update({ realm, id: live.id }, { ...live, ...wanted }),
      );
    }
    const kept = await this.findUser(username);
    if (kept === undefined) throw new RealmConfigError(`User ${username} is not there after it was created`);
    return kept.id;
  }

  async hasPassword(id: string): Promise<boolean> {
    const credentials = await this.connection.read('read credentials', credentialsAnswer, (admin) =>
      admin.users.getCredentials({ realm: this.realm, id }),
    );
    return credentials.some(({ type }) => type === 'password');
  }

  setPassword(id: string, password: string): Promise<void> {
    const credential = { type: 'password', value: password, temporary: false };
    return this.connection.write('set a password', (admin) =>
      admin.users.resetPassword({ realm: this.realm, id, credential }),
    );
  }

  async makeRealmAdmin(id: string): Promise<void> {
    const { realm, connection } = this;
    const client = await this.findClient('realm-management');
    if (client === undefined) throw new RealmConfigError(`Realm ${realm} has no client realm-management`);
    const held = await connection.read('read roles', namedListAnswer, (admin) =>
      admin.users.listClientRoleMappings({ realm, id, clientUniqueId: client.id }),
    );
    if (held.some(({ name }) => name === 'realm-admin')) return;
    const { id: roleId, name } = await connection.read('read the role realm-admin', namedAnswer, (admin) =>
      admin.clients.findRole({ realm, id: client.id, roleName: 'realm-admin' }),
    );
    const roles = [{ id: roleId, name }];
    await connection.write('give the role realm-admin', (admin) =>
      admin.users.addClientRoleMappings({ realm, id, clientUniqueId: client.id, roles }),
    );
  }

  /** Creates a public client that signs in by name and password. An existing one stays as it is. */
  async putApplication(application: DeclaredApplication): Promise<void> {
    const clientId = application['client-id'];
    if ((await this.findClient(clientId)) !== undefined) return;
    await this.connection.write(`create client ${clientId}`, (admin) =>
      admin.clients.create({
        realm: this.realm,
        clientId,
        name: application.name,
        description: 'Demo only: makes sessions',
        publicClient: true,
        standardFlowEnabled: false,
        directAccessGrantsEnabled: true,
        fullScopeAllowed: false,
        redirectUris: [],
        webOrigins: [],
        ...(application.offline ? {} : { optionalClientScopes: [] }),
      }),
    );
  }

  private async findUser(username: string) {
    const found = await this.connection.read(`read user ${username}`, usersAnswer, (admin) =>
      admin.users.find({ realm: this.realm, username, exact: true }),
    );
    return found[0];
  }

  private async findClient(clientId: string) {
    const found = await this.connection.read(`read client ${clientId}`, clientsAnswer, (admin) =>
      admin.clients.find({ realm: this.realm, clientId }),
    );
    return found[0];
  }
}
