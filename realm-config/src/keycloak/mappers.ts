import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { Clients } from './clients.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, namedListAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'mapper' }>;

/** Protocol mappers of a client, found by name. */
export class Mappers implements Kind<Key> {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;
  private readonly clients: Clients;

  constructor(connection: KeycloakConnection, realm: string, clients: Clients) {
    this.connection = connection;
    this.realm = realm;
    this.clients = clients;
  }

  async read({ clientId, mapper }: Key): Promise<Fields | null> {
    const client = await this.clients.find(clientId);
    const live = client && (await this.find(client.id, mapper));
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
