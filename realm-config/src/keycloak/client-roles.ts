import { z } from 'zod';
import type { Fields, ObjectKey } from '../engine/desired.ts';
import { ClientPart } from './client-part.ts';
import { fieldsOf, namedAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'client role' }>;
type Role = z.infer<typeof namedAnswer>;

/** Roles that belong to a client. */
export class ClientRoles extends ClientPart<Key> {
  protected async readOf(client: { id: string }, { role }: Key): Promise<Fields | null> {
    const live = await this.find(client.id, role);
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
