import { z } from 'zod';
import type { Fields, ObjectKey } from '../engine/desired.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { Kind } from './kind.ts';
import type { Realms } from './realms.ts';

type Key = Extract<ObjectKey, { kind: 'acr map' }>;

/** The attribute in which Keycloak keeps the realm's names for levels of authentication, as one JSON text. */
export const ACR_MAP = 'acr.loa.map';

// Keycloak's admin console writes the levels as texts, others as numbers.
const acrMap = z.record(z.string(), z.union([z.string(), z.number()]));

/** The realm's names for levels; undefined when the text is no such map. */
export function readAcrMap(text: string): Record<string, string | number> | undefined {
  try {
    return acrMap.safeParse(JSON.parse(text === '' ? '{}' : text)).data;
  } catch {
    return undefined;
  }
}

/** Names for levels of authentication, entry by entry: those of others stay. An entry of '' is none. */
export class AcrMaps implements Kind<Key> {
  private readonly realms: Realms;

  constructor(realms: Realms) {
    this.realms = realms;
  }

  async read({ realm }: Key): Promise<Fields | null> {
    const map = await this.map(realm);
    return map && Object.fromEntries(Object.entries(map).map(([name, level]) => [name, String(level)]));
  }

  create(key: Key, fields: Fields): Promise<void> {
    return this.update(key, fields);
  }

  async update({ realm }: Key, fields: Fields): Promise<void> {
    const map = new Map(Object.entries((await this.map(realm)) ?? {}));
    for (const [name, level] of Object.entries(fields)) {
      if (level === '') map.delete(name);
      else map.set(name, Number(level));
    }
    const attributes = { [`attributes.${ACR_MAP}`]: JSON.stringify(Object.fromEntries(map)) };
    await this.realms.update({ kind: 'realm attributes', realm }, attributes);
  }

  private async map(realm: string): Promise<Record<string, string | number> | null> {
    const live = await this.realms.read({ kind: 'realm', realm });
    if (live === null) return null;
    const map = readAcrMap(String(live[`attributes.${ACR_MAP}`] ?? ''));
    if (map !== undefined) return map;
    throw new RealmConfigError(`The attribute ${ACR_MAP} of the realm ${realm} is no map of names to levels`, {
      next: 'Correct it in the admin console under Realm settings › General › ACR to LoA mapping.',
    });
  }
}
