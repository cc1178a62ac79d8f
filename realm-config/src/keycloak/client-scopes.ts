import type { z } from 'zod';
import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import { ClientPart } from './client-part.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, namedListAnswer } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'client scopes' }>;
type Scopes = z.infer<typeof namedListAnswer>;

const LISTS = ['default', 'optional'] as const;

/** Which client scopes a client has by default and on request. Saving the client ignores these lists; they have calls of their own. */
export class ClientScopes extends ClientPart<Key> {
  protected readOf(client: Representation): Promise<Fields> {
    const { defaultClientScopes = [], optionalClientScopes = [] } = fieldsOf(client);
    return Promise.resolve({ default: defaultClientScopes, optional: optionalClientScopes });
  }

  create(key: Key, fields: Fields): Promise<void> {
    return this.update(key, fields);
  }

  async update({ clientId }: Key, fields: Fields): Promise<void> {
    const { id } = await this.clients.get(clientId);
    // A scope is in one list at most, so everything is taken away before anything is added.
    for (const list of LISTS) await this.remove(id, list, fields[list]);
    for (const list of LISTS) await this.add(id, list, fields[list]);
  }

  private async remove(id: string, list: (typeof LISTS)[number], wanted: Fields[string] | undefined): Promise<void> {
    if (!Array.isArray(wanted)) return;
    for (const scope of await this.of(id, list)) {
      if (wanted.includes(scope.name)) continue;
      const target = { realm: this.realm, id, clientScopeId: scope.id };
      await this.connection.write(`take away the client scope ${scope.name}`, (admin) =>
        list === 'default' ? admin.clients.delDefaultClientScope(target) : admin.clients.delOptionalClientScope(target),
      );
    }
  }

  private async add(id: string, list: (typeof LISTS)[number], wanted: Fields[string] | undefined): Promise<void> {
    if (!Array.isArray(wanted)) return;
    const have = new Set((await this.of(id, list)).map((scope) => scope.name));
    for (const name of wanted as readonly string[]) {
      if (have.has(name)) continue;
      const target = { realm: this.realm, id, clientScopeId: await this.idOf(name) };
      await this.connection.write(`add the client scope ${name}`, (admin) =>
        list === 'default' ? admin.clients.addDefaultClientScope(target) : admin.clients.addOptionalClientScope(target),
      );
    }
  }

  private of(id: string, list: (typeof LISTS)[number]): Promise<Scopes> {
    return this.connection.read(`read the ${list} client scopes`, namedListAnswer, (admin) =>
      list === 'default'
        ? admin.clients.listDefaultClientScopes({ realm: this.realm, id })
        : admin.clients.listOptionalClientScopes({ realm: this.realm, id }),
    );
  }

  private async idOf(name: string): Promise<string> {
    const scopes = await this.connection.read('read the client scopes of the realm', namedListAnswer, (admin) =>
      admin.clientScopes.find({ realm: this.realm }),
    );
    const scope = scopes.find((candidate) => candidate.name === name);
    if (scope === undefined) {
      throw new RealmConfigError(`Realm ${this.realm} has no client scope ${name}`, {
        next: `Keyhold needs Keycloak's standard client scope ${name}; create it again under Client scopes.`,
      });
    }
    return scope.id;
  }
}
