import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Representation } from './representations.ts';
import { clientsAnswer, fieldsOf, realmAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'client' }>;

/** Clients, found by their client id. */
export class Clients implements Kind<Key> {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;

  constructor(connection: KeycloakConnection, realm: string) {
    this.connection = connection;
    this.realm = realm;
  }

  async read({ clientId }: Key): Promise<Fields | null> {
    const live = await this.find(clientId);
    return live && fieldsOf(live);
  }

  async create({ clientId }: Key, fields: Fields): Promise<void> {
    await this.connection.write(`create client ${clientId}`, (admin) =>
      admin.clients.create({ realm: this.realm, ...withFields({ clientId }, fields) }),
    );
  }

  // Whole again: a list that is left out, such as the mappers, would be emptied.
  async update({ clientId }: Key, fields: Fields): Promise<void> {
    const live = await this.get(clientId);
    await this.connection.write(`update client ${clientId}`, (admin) =>
      admin.clients.update({ realm: this.realm, id: live.id }, withFields(live, fields)),
    );
  }

  /** The live client, or null. A realm that does not exist has no clients. */
  async find(clientId: string): Promise<(Representation & { id: string }) | null> {
    const { realm } = this;
    const exists = await this.connection.read(`read realm ${realm}`, realmAnswer, (admin) =>
      admin.realms.findOne({ realm }),
    );
    if (!exists) return null;
    const found = await this.connection.read(`read client ${clientId}`, clientsAnswer, (admin) =>
      admin.clients.find({ realm, clientId }),
    );
    return found.find((client) => client.clientId === clientId) ?? null;
  }

  /** The live client that must be there by now. */
  async get(clientId: string): Promise<Representation & { id: string }> {
    const live = await this.find(clientId);
    if (live === null) {
      throw new RealmConfigError(`Realm ${this.realm} has no client ${clientId}`, { next: 'Run plan again.' });
    }
    return live;
  }
}
