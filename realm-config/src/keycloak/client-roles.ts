import { z } from 'zod';
import type { Fields, ObjectKey } from '../engine/desired.ts';
import type { Clients } from './clients.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import { fieldsOf, namedAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'client role' }>;
type Role = z.infer<typeof namedAnswer>;

/** Roles that belong to a client. */
export class ClientRoles implements Kind<Key> {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;
  private readonly clients: Clients;

  constructor(connection: KeycloakConnection, realm: string, clients: Clients) {
    this.connection = connection;
    this.realm = realm;
    this.clients = clients;
  }

  async read({ clientId, role }: Key): Promise<Fields | null> {
    const client = await this.clients.find(clientId);
    const live = client && (await this.find(client.id, role));
    return live && fieldsOf(live);
  }

  async create({ clientId, role }: Key, fields: Fields): Promise<void> {
    const { id } = await this.clients.get(clientId);
    await this.connection.write(`create role ${clientId}/${role}`, (admin) =>
      admin.clients.createRole({ realm: this.realm, id, ...withFields({ name: role }, fields) }),
    );
  }

  async update({ clientId, role }: Key, fields: Fields): Promise<void> {
    const { id } = await this.clients.get(clientId);
    const live = (await this.find(id, role)) ?? { name: role };
    await this.connection.write(`update role ${clientId}/${role}`, (admin) =>
      admin.clients.updateRole({ realm: this.realm, id, roleName: role }, withFields(live, fields)),
    );
  }

  private find(id: string, roleName: string): Promise<Role | null> {
    return this.connection.read(`read role ${roleName}`, z.nullable(namedAnswer), (admin) =>
      admin.clients.findRole({ realm: this.realm, id, roleName }),
    );
  }
}
