import { randomBytes } from 'node:crypto';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { testRealmPrefix } from '../support/servers.ts';
import type { TestRealm } from '../support/test-realm.ts';

export interface Realm {
  readonly name: string;
  readonly admin: KcAdminClient;
}

const settings = /Lifespan|Timeout|Seconds|^bruteForce|^failureFactor$|^webAuthnPolicy/;

/** A realm as Keycloak makes it, without anything of Keyhold's, with the same lifetimes, locks and policies for keys. */
export async function stockRealmLike({ name: model, admin }: TestRealm): Promise<Realm & AsyncDisposable> {
  const name = testRealmPrefix + randomBytes(5).toString('hex');
  const live = (await admin.realms.findOne({ realm: model })) ?? {};
  const same = Object.fromEntries(Object.entries(live).filter(([setting]) => settings.test(setting)));
  await admin.realms.create({ realm: name, enabled: true, ...same });
  return { name, admin, [Symbol.asyncDispose]: () => admin.realms.del({ realm: name }) };
}
