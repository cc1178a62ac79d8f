import type { Fields, ObjectKey } from '../engine/desired.ts';
import { PASSKEY_POLICY, SECURITY_KEY_POLICY } from '../objects/keys.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import { policyText, rulesOf } from './password-rules.ts';
import type { Representation } from './representations.ts';
import { fieldsOf, realmAnswer, representation, withFields } from './representations.ts';

type Key = Extract<ObjectKey, { kind: 'realm' | 'realm attributes' | 'sign-in' }>;

/** The realm's own settings and attributes, and which flows it signs in by. */
export class Realms implements Kind<Key> {
  private readonly connection: KeycloakConnection;

  constructor(connection: KeycloakConnection) {
    this.connection = connection;
  }

  async read({ realm }: Key): Promise<Fields | null> {
    const live = await this.find(realm);
    return live && withPolicyAsRules(fieldsOf(live));
  }

  async create(key: Key, fields: Fields): Promise<void> {
    if (key.kind !== 'realm') return this.update(key, fields);
    await this.connection.writeSlowly(`create realm ${key.realm}`, (admin) =>
      admin.realms.create(withFields({ realm: key.realm }, withPolicyAsText(withWholeOtpPolicy(fields)))),
    );
  }

  // Only what changes is sent: a whole representation makes Keycloak store defaults as attributes of the realm, and could undo
  // what somebody else saved a moment ago. Keycloak ignores some fields when they come alone, so the engine reads back.
  async update({ realm }: Key, fields: Fields): Promise<void> {
    const live = await this.get(realm);
    await this.connection.write(`update realm ${realm}`, (admin) =>
      admin.realms.update({ realm }, onlyTouched(withFields(live, withPolicyAsText(fields)), fields)),
    );
  }

  /** Takes the attributes out whose names begin so. Their map goes whole, as it is now: one that is left out is removed. */
  async removeAttributes(realm: string, prefix: string): Promise<void> {
    const all = representation.safeParse((await this.get(realm))['attributes']).data ?? {};
    const attributes = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(prefix)));
    await this.connection.write(`update realm ${realm}`, (admin) => admin.realms.update({ realm }, { attributes }));
  }

  private async get(realm: string): Promise<Representation> {
    const live = await this.find(realm);
    if (live === null) throw new RealmConfigError(`Realm ${realm} is gone`, { next: 'Run plan again.' });
    return live;
  }

  private async find(realm: string): Promise<Representation | null> {
    return (
      (await this.connection.read(`read realm ${realm}`, realmAnswer, (admin) => admin.realms.findOne({ realm }))) ??
      null
    );
  }
}

// Keycloak takes a policy whole or not at all: it ignores a part that comes alone, and puts the default where one is left out.
function policyOf(name: string): string | undefined {
  return ['otpPolicy', PASSKEY_POLICY, SECURITY_KEY_POLICY].find((policy) => name.startsWith(policy));
}

// Maps such as the attributes go whole: an entry that is left out would be removed.
function onlyTouched(whole: Representation, fields: Fields): Representation {
  const names = new Set(Object.keys(fields).map((name) => name.split('.', 1)[0] ?? name));
  const policies = new Set([...names].flatMap((name) => policyOf(name) ?? []));
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => names.has(name) || policies.has(policyOf(name) ?? '')),
  );
}

// Into a new realm Keycloak writes 0 for every part of the policy for codes that is left out beside another.
function withWholeOtpPolicy(fields: Fields): Fields {
  if (!Object.keys(fields).some((name) => name.startsWith('otpPolicy'))) return fields;
  const asInAnyNewRealm = {
    otpPolicyType: 'totp',
    otpPolicyAlgorithm: 'HmacSHA1',
    otpPolicyDigits: 6,
    otpPolicyPeriod: 30,
    otpPolicyLookAheadWindow: 1,
  };
  return { ...asInAnyNewRealm, ...fields };
}

function withPolicyAsRules(fields: Fields): Fields {
  return { ...fields, passwordPolicy: rulesOf(String(fields['passwordPolicy'] ?? '')) };
}

function withPolicyAsText(fields: Fields): Fields {
  const { passwordPolicy: rules } = fields;
  return Array.isArray(rules) ? { ...fields, passwordPolicy: policyText(rules as string[]) } : fields;
}
