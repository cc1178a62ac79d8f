import { z } from 'zod';
import type { Fields, ObjectKey } from '../engine/desired.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Realms } from './realms.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'required action' }>;

const actionsAnswer = z.array(z.looseObject({ alias: z.string(), name: z.string() }));

/** What Keycloak may have a user do before a sign-in ends. */
export class RequiredActions implements Kind<Key> {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;
  private readonly realms: Realms;

  constructor(connection: KeycloakConnection, realm: string, realms: Realms) {
    this.connection = connection;
    this.realm = realm;
    this.realms = realms;
  }

  async read({ action }: Key): Promise<Fields | null> {
    if ((await this.realms.read({ kind: 'realm', realm: this.realm })) === null) return null;
    const live = await this.find(action);
    return live === undefined ? null : fieldsOf(live);
  }

  /** An action that somebody took out of the realm comes back under its own name; a realm made since the plan has it already. */
  async create(key: Key, fields: Fields): Promise<void> {
    const { action } = key;
    if ((await this.find(action)) === undefined) {
      await this.connection.write(`register the required action ${action}`, (admin) =>
        admin.authenticationManagement.registerRequiredAction({ realm: this.realm, providerId: action, name: action }),
      );
    }
    await this.update(key, fields);
  }

  async update({ action }: Key, fields: Fields): Promise<void> {
    const live = (await this.find(action)) ?? {};
    await this.connection.write(`update the required action ${action}`, (admin) =>
      admin.authenticationManagement.updateRequiredAction(
        { realm: this.realm, alias: action },
        withFields(live, fields),
      ),
    );
  }

  private async find(action: string): Promise<Representation | undefined> {
    const path = `/admin/realms/${encodeURIComponent(this.realm)}/authentication/required-actions`;
    const actions = await this.connection.get('read the required actions', actionsAnswer, path);
    return actions?.find(({ alias }) => alias === action);
  }
}
