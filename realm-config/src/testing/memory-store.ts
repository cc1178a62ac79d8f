import type { Fields, ObjectKey } from '../engine/desired.ts';
import { titleOf } from '../engine/desired.ts';
import type { RealmStore } from '../engine/realm-store.ts';

/** A realm in memory for tests: keeps what it is given, counts writes, and can be told to fail before the nth write. */
export class MemoryStore implements RealmStore {
  readonly objects = new Map<string, Fields>();
  writes = 0;
  failBeforeWrite = Infinity;

  read(key: ObjectKey): Promise<Fields | null> {
    return Promise.resolve(this.objects.get(titleOf(key)) ?? null);
  }

  create(key: ObjectKey, fields: Fields): Promise<void> {
    return this.write(key, fields);
  }

  update(key: ObjectKey, fields: Fields): Promise<void> {
    return this.write(key, { ...this.objects.get(titleOf(key)), ...fields });
  }

  private write(key: ObjectKey, fields: Fields): Promise<void> {
    if (++this.writes >= this.failBeforeWrite) return Promise.reject(new Error('the connection broke'));
    this.objects.set(titleOf(key), fields);
    return Promise.resolve();
  }
}
