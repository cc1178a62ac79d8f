import type { Fields, ObjectKey } from '../engine/desired.ts';

/** One kind of object: how it is read and written through the admin API. */
export interface Kind<K extends ObjectKey = ObjectKey> {
  read(key: K): Promise<Fields | null>;
  create(key: K, fields: Fields): Promise<void>;
  update(key: K, fields: Fields): Promise<void>;
}
