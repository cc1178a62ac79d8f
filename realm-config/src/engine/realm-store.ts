import type { Fields, ObjectKey } from './desired.ts';

/**
 * The realm as the engine sees it. Keycloak's admin API stands behind it in use, a map in memory in tests.
 * Writes touch the fields they are given and no others.
 */
export interface RealmStore {
  /** The live fields, or null when the object (or what it belongs to) does not exist. */
  read(key: ObjectKey): Promise<Fields | null>;
  create(key: ObjectKey, fields: Fields): Promise<void>;
  update(key: ObjectKey, fields: Fields): Promise<void>;
}
