import type { Fields, ObjectKey } from '../engine/desired.ts';
import type { Clients } from './clients.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Representation } from './representations.ts';

type LiveClient = Representation & { id: string };

/** A kind of object that belongs to a client: where there is no such client, there is no such object. */
export abstract class ClientPart<K extends ObjectKey & { readonly clientId: string }> implements Kind<K> {
  protected readonly connection: KeycloakConnection;
  protected readonly realm: string;
  protected readonly clients: Clients;

  constructor(connection: KeycloakConnection, realm: string, clients: Clients) {
    this.connection = connection;
    this.realm = realm;
    this.clients = clients;
  }

  async read(key: K): Promise<Fields | null> {
    const client = await this.clients.find(key.clientId);
    return client && this.readOf(client, key);
  }

  protected abstract readOf(client: LiveClient, key: K): Promise<Fields | null>;
  abstract create(key: K, fields: Fields): Promise<void>;
  abstract update(key: K, fields: Fields): Promise<void>;
}
