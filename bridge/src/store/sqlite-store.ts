import { closeSync, fchmodSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  signInsUnderWay,
  StoreUnavailable,
  type ChangeOutcome,
  type NewSession,
  type SessionChange,
  type SessionStore,
  type StoredSession,
} from './session-store.ts';

const schema = `
  create table if not exists session (
    key text primary key, sealed blob not null, version integer not null, sid text not null, subject text not null,
    idle_until integer not null, ends_at integer not null, confirmed_at integer not null) strict, without rowid;
  create index if not exists session_sid on session (sid);
  create index if not exists session_subject on session (subject);
  create index if not exists session_confirmed on session (confirmed_at);
  create table if not exists sign_in (
    key text primary key, binding text not null, sealed blob not null, expires_at integer not null) strict, without rowid;
  create index if not exists sign_in_expires on sign_in (expires_at);
  create table if not exists mark (
    name text primary key, owner text not null, expires_at integer not null) strict, without rowid;
`;

/** The file is in use by another bridge. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';

  constructor(path: string, cause: unknown) {
    super(`${path} is in use by another process. One file serves one bridge; several bridges need Redis.`, { cause });
  }
}

/**
 * Keeps web sessions in one file that survives a restart. For a single process: a second one is refused.
 * The refusal is SQLite's own lock on the file, held as long as the process lives; the operating system drops it even after SIGKILL.
 */
export class SqliteStore implements SessionStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #signIns: number;

  constructor(path: string, signIns = signInsUnderWay) {
    this.#signIns = signIns;
    // The file holds (sealed) tokens: nobody but its owner may read it. WAL files inherit the mode.
    if (path !== ':memory:') ownerOnly(path);
    this.#database = new DatabaseSync(path, { timeout: 0 });
    try {
      this.#database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal;');
      // The lock is taken by the first write transaction, and kept.
      this.#database.exec(`begin immediate; ${schema} commit;`);
    } catch (error) {
      this.#database.close();
      if (/locked|busy/i.test((error as Error).message)) throw new StoreInUse(path, error);
      throw error;
    }
  }

  insert(key: string, session: NewSession): Promise<boolean> {
    return this.#answer(() => {
      const { changes } = this.#run(
        `insert into session select ?, ?, 1, ?, ?, ?, ?, ?
         where not exists (select 1 from mark where name = ? and expires_at > ?)`,
        key,
        session.sealed,
        session.sidIndex,
        session.subjectIndex,
        session.idleUntil,
        session.endsAt,
        session.confirmedAt,
        `ended:${session.sidIndex}`,
        session.confirmedAt,
      );
      return changes === 1;
    });
  }

  read(key: string, now: number): Promise<StoredSession | undefined> {
    return this.#answer(() => {
      const row = this.#statement(
        'select sealed, version, idle_until, ends_at, confirmed_at from session where key = ? and idle_until > ? and ends_at > ?',
      ).get(key, now, now);
      if (row === undefined) return undefined;
      return {
        sealed: Buffer.from(row['sealed'] as Uint8Array),
        version: Number(row['version']),
        idleUntil: Number(row['idle_until']),
        endsAt: Number(row['ends_at']),
        confirmedAt: Number(row['confirmed_at']),
      };
    });
  }

  change(key: string, change: SessionChange, now: number, version?: number): Promise<ChangeOutcome> {
    return this.#answer(() => {
      const sealed = change.sealed ?? null;
      const { changes } = this.#run(
        `update session set sealed = coalesce(?1, sealed), version = version + (?1 is not null),
           idle_until = coalesce(?2, idle_until), confirmed_at = max(confirmed_at, coalesce(?3, 0))
         where key = ?4 and idle_until > ?5 and ends_at > ?5 and (?6 is null or version = ?6)`,
        sealed,
        change.idleUntil ?? null,
        change.confirmedAt ?? null,
        key,
        now,
        version ?? null,
      );
      if (changes === 1) return 'changed';
      const alive = this.#statement('select 1 from session where key = ? and idle_until > ? and ends_at > ?');
      return alive.get(key, now, now) === undefined ? 'gone' : 'conflict';
    });
  }

  end(key: string): Promise<boolean> {
    return this.#answer(() => this.#run('delete from session where key = ?', key).changes === 1);
  }

  endBySid(sidIndex: string, refuseUntil: number): Promise<number> {
    return this.#answer(() => {
      this.#run(
        'insert into mark values (?, ?, ?) on conflict do update set expires_at = excluded.expires_at',
        `ended:${sidIndex}`,
        '',
        refuseUntil,
      );
      return Number(this.#run('delete from session where sid = ?', sidIndex).changes);
    });
  }

  endBySubject(subjectIndex: string, exceptSidIndex = ''): Promise<number> {
    return this.#answer(() =>
      Number(this.#run('delete from session where subject = ? and sid <> ?', subjectIndex, exceptSidIndex).changes),
    );
  }

  unconfirmed(before: number, limit: number, now: number): Promise<string[]> {
    return this.#answer(() =>
      this.#statement(
        `select key from session where confirmed_at < ? and idle_until > ? and ends_at > ? order by confirmed_at limit ?`,
      )
        .all(before, now, now, limit)
        .map((row) => String(row['key'])),
    );
  }

  purge(now: number): Promise<void> {
    return this.#answer(() => {
      this.#run('delete from session where idle_until <= ? or ends_at <= ?', now, now);
      this.#run('delete from sign_in where expires_at <= ?', now);
      this.#run('delete from mark where expires_at <= ?', now);
    });
  }

  keepSignIn(key: string, binding: string, sealed: Buffer, expiresAt: number): Promise<void> {
    return this.#answer(() => {
      this.#run('insert into sign_in values (?, ?, ?, ?)', key, binding, sealed, expiresAt);
      this.#run(
        'delete from sign_in where key in (select key from sign_in order by expires_at desc limit -1 offset ?)',
        this.#signIns,
      );
    });
  }

  takeSignIn(key: string, binding: string, now: number): Promise<Buffer | undefined> {
    return this.#answer(() => {
      const row = this.#statement(
        'delete from sign_in where key = ? and binding = ? and expires_at > ? returning sealed',
      ).get(key, binding, now);
      return row && Buffer.from(row['sealed'] as Uint8Array);
    });
  }

  mark(name: string, owner: string, expiresAt: number, now: number): Promise<boolean> {
    return this.#answer(() => {
      const { changes } = this.#run(
        `insert into mark values (?, ?, ?) on conflict do update
           set owner = excluded.owner, expires_at = excluded.expires_at where mark.expires_at <= ?`,
        name,
        owner,
        expiresAt,
        now,
      );
      return changes === 1;
    });
  }

  unmark(name: string, owner: string): Promise<void> {
    return this.#answer(() => {
      this.#run('delete from mark where name = ? and owner = ?', name, owner);
    });
  }

  check(): Promise<void> {
    return this.#answer(() => {
      this.#statement('select 1').get();
    });
  }

  close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).run(...values);
  }

  /** SQLite answers at once or fails (disk full, file gone): both look like any other store from outside. */
  #answer<T>(work: () => T): Promise<T> {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(new StoreUnavailable(error));
    }
  }
}

/** Makes the file if it is not there; one that was copied or restored under a wider mode is narrowed. */
function ownerOnly(path: string): void {
  const file = openSync(path, 'a', 0o600);
  try {
    fchmodSync(file, 0o600);
  } finally {
    closeSync(file);
  }
}
