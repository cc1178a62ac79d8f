import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import { ClientPart } from './client-part.ts';
import type { Mappings, Representation } from './representations.ts';
import { mappingsAnswer, namedAnswer, serviceAccountAnswer } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'scope mappings' | 'service account roles' }>;
type Verb = 'add' | 'remove';

interface Role {
  readonly id: string;
  readonly name: string;
}

/** A set of roles, `client/role` or just `role` for the realm's own, that is kept exactly as declared. */
abstract class RoleMappings extends ClientPart<Key> {
  /** Whom the roles are given to: the client itself or its service account. */
  protected abstract holder(clientId: string): Promise<string>;
  protected abstract list(holder: string): Promise<Mappings>;
  protected abstract changeRealmRole(verb: Verb, holder: string, role: Role): Promise<void>;
  protected abstract changeClientRole(verb: Verb, holder: string, client: string, role: Role): Promise<void>;

  protected async readOf(client: Representation & { id: string }): Promise<Fields | null> {
    // A client without service account has nobody to hold roles; the client itself is declared before them.
    if (client['serviceAccountsEnabled'] !== true) return null;
    return { roles: namesOf(await this.list(await this.holder(client.id))) };
  }

  create(key: Key, fields: Fields): Promise<void> {
    return this.update(key, fields);
  }

  async update({ clientId }: Key, fields: Fields): Promise<void> {
    const wanted = new Set(Array.isArray(fields['roles']) ? (fields['roles'] as readonly string[]) : []);
    const holder = await this.holder((await this.clients.get(clientId)).id);
    const live = await this.list(holder);
    // Taken away first: between the two writes the bridge may have too little, never too much.
    for (const role of live.realmMappings ?? []) {
      if (!wanted.has(role.name)) await this.changeRealmRole('remove', holder, role);
    }
    for (const { id, client, mappings } of Object.values(live.clientMappings ?? {})) {
      for (const role of mappings) {
        if (!wanted.has(`${client}/${role.name}`)) await this.changeClientRole('remove', holder, id, role);
      }
    }
    const have = new Set(namesOf(live));
    for (const name of wanted) if (!have.has(name)) await this.add(holder, name);
  }

  private async add(holder: string, name: string): Promise<void> {
    const [clientId = '', roleName = ''] = name.split('/');
    const { id } = await this.clients.get(clientId);
    const role = await this.connection.read(`read role ${name}`, namedAnswer.nullable(), (admin) =>
      admin.clients.findRole({ realm: this.realm, id, roleName }),
    );
    if (role === null)
      throw new RealmConfigError(`Realm ${this.realm} has no role ${name}`, { next: 'Run plan again.' });
    await this.changeClientRole('add', holder, id, role);
  }
}

/** Which roles may appear in tokens of a client that has full scope off. */
export class ScopeMappings extends RoleMappings {
  protected holder(client: string): Promise<string> {
    return Promise.resolve(client);
  }

  protected list(id: string): Promise<Mappings> {
    return this.connection.read('read the scope mappings', mappingsAnswer, (admin) =>
      admin.clients.listScopeMappings({ realm: this.realm, id }),
    );
  }

  protected changeRealmRole(verb: Verb, id: string, role: Role): Promise<void> {
    return this.connection.write(`${verb} the scope mapping ${role.name}`, ({ clients }) =>
      verb === 'add'
        ? clients.addRealmScopeMappings({ realm: this.realm, id }, [role])
        : clients.delRealmScopeMappings({ realm: this.realm, id }, [role]),
    );
  }

  protected changeClientRole(verb: Verb, id: string, client: string, role: Role): Promise<void> {
    return this.connection.write(`${verb} the scope mapping ${role.name}`, ({ clients }) =>
      verb === 'add'
        ? clients.addClientScopeMappings({ realm: this.realm, id, client }, [role])
        : clients.delClientScopeMappings({ realm: this.realm, id, client }, [role]),
    );
  }
}

/** Which roles a client's service account holds. Keycloak gives it the realm's default roles when it is made. */
export class ServiceAccountRoles extends RoleMappings {
  protected async holder(id: string): Promise<string> {
    const account = await this.connection.read('read the service account', serviceAccountAnswer, (admin) =>
      admin.clients.getServiceAccountUser({ realm: this.realm, id }),
    );
    return account.id;
  }

  protected list(id: string): Promise<Mappings> {
    return this.connection.read('read the roles of the service account', mappingsAnswer, (admin) =>
      admin.users.listRoleMappings({ realm: this.realm, id }),
    );
  }

  protected changeRealmRole(verb: Verb, id: string, role: Role): Promise<void> {
    const payload = { realm: this.realm, id, roles: [role] };
    return this.connection.write(`${verb} the role ${role.name} of the service account`, ({ users }) =>
      verb === 'add' ? users.addRealmRoleMappings(payload) : users.delRealmRoleMappings(payload),
    );
  }

  protected changeClientRole(verb: Verb, id: string, clientUniqueId: string, role: Role): Promise<void> {
    const payload = { realm: this.realm, id, clientUniqueId, roles: [role] };
    return this.connection.write(`${verb} the role ${role.name} of the service account`, ({ users }) =>
      verb === 'add' ? users.addClientRoleMappings(payload) : users.delClientRoleMappings(payload),
    );
  }
}

function namesOf({ realmMappings = [], clientMappings = {} }: Mappings): string[] {
  return [
    ...realmMappings.map((role) => role.name),
    ...Object.values(clientMappings).flatMap(({ client, mappings }) =>
      mappings.map((role) => `${client}/${role.name}`),
    ),
  ];
}
