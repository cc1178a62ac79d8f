import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, realmAnswer, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'realm' | 'realm attributes' }>;

/** The realm's own settings and attributes. */
export class Realms implements Kind<Key> {
  private readonly connection: KeycloakConnection;

  constructor(connection: KeycloakConnection) {
    this.connection = connection;
  }

  async read({ realm }: Key): Promise<Fields | null> {
    const live = await this.find(realm);
    return live && fieldsOf(live);
  }

  async create(key: Key, fields: Fields): Promise<void> {
    if (key.kind === 'realm attributes') return this.update(key, fields);
    await this.connection.writeSlowly(`create realm ${key.realm}`, (admin) =>
      admin.realms.create(withFields({ realm: key.realm }, fields)),
    );
  }

  // The whole representation goes back: Keycloak answers 204 to a partial one and drops some of its fields.
  async update({ realm }: Key, fields: Fields): Promise<void> {
    const live = await this.find(realm);
    if (live === null) throw new RealmConfigError(`Realm ${realm} is gone`, { next: 'Run plan again.' });
    await this.connection.write(`update realm ${realm}`, (admin) =>
      admin.realms.update({ realm }, withFields(live, fields)),
    );
  }

  private async find(realm: string): Promise<Representation | null> {
    return (
      (await this.connection.read(`read realm ${realm}`, realmAnswer, (admin) => admin.realms.findOne({ realm }))) ??
      null
    );
  }
}
