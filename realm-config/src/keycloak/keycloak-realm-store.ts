import type { Fields, ObjectKey } from '../engine/desired.ts';
import type { RealmStore } from '../engine/realm-store.ts';
import type { DeclaredInFlow } from '../flows/step-up.ts';
import { AcrMaps } from './acr-maps.ts';
import { ClientRoles } from './client-roles.ts';
import { ClientScopes } from './client-scopes.ts';
import { Clients } from './clients.ts';
import { Flows } from './flows.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import { Mappers } from './mappers.ts';
import { Realms } from './realms.ts';
import { RequiredActions } from './required-actions.ts';
import { ScopeMappings, ServiceAccountRoles } from './role-mappings.ts';

/** A live realm behind the admin API. */
export class KeycloakRealmStore implements RealmStore {
  private readonly kinds: { readonly [K in ObjectKey['kind']]: Kind<Extract<ObjectKey, { kind: K }>> };

  constructor(connection: KeycloakConnection, realm: string, inFlow: DeclaredInFlow = {}) {
    const clients = new Clients(connection, realm);
    const realms = new Realms(connection);
    this.kinds = {
      realm: realms,
      'realm attributes': realms,
      'sign-in': realms,
      'acr map': new AcrMaps(realms),
      flow: new Flows(connection, realm, realms, inFlow),
      'required action': new RequiredActions(connection, realm, realms),
      client: clients,
      'client role': new ClientRoles(connection, realm, clients),
      mapper: new Mappers(connection, realm, clients),
      'client scopes': new ClientScopes(connection, realm, clients),
      'scope mappings': new ScopeMappings(connection, realm, clients),
      'service account roles': new ServiceAccountRoles(connection, realm, clients),
    };
  }

  read(key: ObjectKey): Promise<Fields | null> {
    return this.kindOf(key).read(key);
  }

  create(key: ObjectKey, fields: Fields): Promise<void> {
    return this.kindOf(key).create(key, fields);
  }

  update(key: ObjectKey, fields: Fields): Promise<void> {
    return this.kindOf(key).update(key, fields);
  }

  private kindOf(key: ObjectKey): Kind {
    return this.kinds[key.kind];
  }
}
