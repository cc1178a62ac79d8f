import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import { ClientPart } from './client-part.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, namedListAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'mapper' }>;

/** Protocol mappers of a client, found by name. */
export class Mappers extends ClientPart<Key> {
  protected async readOf(client: { id: string }, { mapper }: Key): Promise<Fields | null> {
    const live = await this.find(client.id, mapper);
    return live && fieldsOf(live);
  }

  async create({ clientId, mapper }: Key, fields: Fields): Promise<void> {
    const { id } = await this.clients.get(clientId);
    await this.connection.write(`create mapper ${mapper}`, (admin) =>
      admin.clients.addProtocolMapper({ realm: this.realm, id }, withFields({ name: mapper }, fields)),
    );
  }

  async update({ clientId, mapper }: Key, fields: Fields): Promise<void> {
    const { id } = await this.clients.get(clientId);
    const live = await this.find(id, mapper);
    if (live === null)
      throw new RealmConfigError(`Client ${clientId} has no mapper ${mapper}`, { next: 'Run plan again.' });
    await this.connection.write(`update mapper ${mapper}`, (admin) =>
      admin.clients.updateProtocolMapper({ realm: this.realm, id, mapperId: live.id }, withFields(live, fields)),
    );
  }

  private async find(id: string, name: string): Promise<(Representation & { id: string }) | null> {
    const mappers = await this.connection.read(`read the mappers beside ${name}`, namedListAnswer, (admin) =>
      admin.clients.listProtocolMappers({ realm: this.realm, id }),
    );
    return mappers.find((mapper) => mapper.name === name) ?? null;
  }
}
