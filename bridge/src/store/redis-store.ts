import { RESP_TYPES } from 'redis';
import { bounded } from './bounded.ts';
import { createRedisClient, openRedis, type RedisClient } from './redis-connection.ts';
import * as scripts from './redis-scripts.ts';
import {
  signInsUnderWay,
  type ChangeOutcome,
  type NewSession,
  type SessionChange,
  type SessionStore,
  type SharedStore,
  type StoredSession,
} from './session-store.ts';

const text = (value: number | undefined): string => (value === undefined ? '' : String(value));

/**
 * Keeps web sessions in Redis, for any number of bridges. Redis may lose them at any time: users sign in again, nothing else happens.
 * `prefix` keeps two bridges apart on one Redis; its braces keep a bridge's keys on one node.
 */
export class RedisStore implements SessionStore {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly shared: SharedStore;
  readonly #signIns: number;

  private constructor(client: RedisClient, prefix: string, signIns: number) {
    this.#signIns = signIns;
    this.client = client;
    this.prefix = prefix;
    this.shared = { client, prefix };
  }

  static async open(
    url: string,
    name: string,
    onError: (error: unknown) => void,
    signIns = signInsUnderWay,
  ): Promise<RedisStore> {
    const client = createRedisClient(url, onError);
    await openRedis(client);
    return new RedisStore(client, `{${name}}:`, signIns);
  }

  async insert(key: string, session: NewSession): Promise<boolean> {
    const { sidIndex, subjectIndex, idleUntil, endsAt } = session;
    const keys = [
      this.#session(key),
      `${this.prefix}sid:${sidIndex}`,
      `${this.prefix}sub:${subjectIndex}`,
      this.#confirmed,
      `${this.prefix}mark:ended:${sidIndex}`,
    ];
    const values = [
      key,
      session.sealed,
      sidIndex,
      subjectIndex,
      ...[idleUntil, endsAt, session.confirmedAt].map(String),
    ];
    const done = await this.#eval(scripts.insertSession, keys, [...values, String(Math.min(idleUntil, endsAt))]);
    return done === 1;
  }

  async read(key: string, now: number): Promise<StoredSession | undefined> {
    const [[sealed, version, idle, ends], confirmed] = await bounded(
      Promise.all([
        this.#bytes.hmGet(this.#session(key), ['sealed', 'version', 'idle', 'ends']),
        this.client.zScore(this.#confirmed, key),
      ]),
    );
    if (!sealed || !version || Number(idle) <= now || Number(ends) <= now) return undefined;
    return {
      sealed,
      version: Number(version),
      idleUntil: Number(idle),
      endsAt: Number(ends),
      confirmedAt: confirmed ?? 0,
    };
  }

  async change(key: string, change: SessionChange, now: number, version?: number): Promise<ChangeOutcome> {
    const values = [text(change.idleUntil), text(change.confirmedAt), text(version), String(now)];
    const outcome = await this.#eval(
      scripts.changeSession,
      [this.#session(key), this.#confirmed],
      [key, change.sealed ?? '', ...values],
    );
    return outcome as ChangeOutcome;
  }

  async end(key: string): Promise<boolean> {
    return (await this.#eval(scripts.endSessions, [this.#confirmed], [this.prefix, key])) === 1;
  }

  async endBySid(sidIndex: string, refuseUntil: number): Promise<number> {
    await bounded(
      this.client.set(`${this.prefix}mark:ended:${sidIndex}`, '', { expiration: { type: 'PXAT', value: refuseUntil } }),
    );
    return this.#endIndexed(`${this.prefix}sid:${sidIndex}`, '');
  }

  endBySubject(subjectIndex: string, exceptSidIndex = ''): Promise<number> {
    return this.#endIndexed(`${this.prefix}sub:${subjectIndex}`, exceptSidIndex);
  }

  unconfirmed(before: number, limit: number): Promise<string[]> {
    return bounded(
      this.client.zRange(this.#confirmed, '-inf', `(${before}`, { BY: 'SCORE', LIMIT: { offset: 0, count: limit } }),
    );
  }

  /** Redis drops expired rows itself; their names in the index go here, a slice at a time. */
  async purge(): Promise<void> {
    let cursor = '0';
    do {
      const page = await bounded(this.client.zScan(this.#confirmed, cursor, { COUNT: 200 }));
      cursor = page.cursor;
      const keys = page.members.map(({ value }) => value);
      const alive = await bounded(Promise.all(keys.map((key) => this.client.exists(this.#session(key)))));
      const dead = keys.filter((_, index) => alive[index] === 0);
      if (dead.length > 0) await bounded(this.client.zRem(this.#confirmed, dead));
    } while (cursor !== '0');
  }

  async keepSignIn(key: string, binding: string, sealed: Buffer, expiresAt: number): Promise<void> {
    const times = [expiresAt, Date.now(), this.#signIns].map(String);
    await this.#eval(scripts.keepSignIn, [this.#underWay], [this.prefix, key, binding, sealed, ...times]);
  }

  async takeSignIn(key: string, binding: string): Promise<Buffer | undefined> {
    const answer = await bounded(
      this.#bytes.eval(scripts.takeSignIn, {
        keys: [`${this.prefix}in:${key}`, this.#underWay],
        arguments: [binding, key],
      }),
    );
    return Buffer.isBuffer(answer) ? answer : undefined;
  }

  async mark(name: string, owner: string, expiresAt: number): Promise<boolean> {
    const options = { expiration: { type: 'PXAT', value: expiresAt }, condition: 'NX' } as const;
    return (await bounded(this.client.set(`${this.prefix}mark:${name}`, owner, options))) === 'OK';
  }

  async unmark(name: string, owner: string): Promise<void> {
    await this.#eval(scripts.unmark, [`${this.prefix}mark:${name}`], [owner]);
  }

  async check(): Promise<void> {
    await bounded(this.client.ping());
  }

  async close(): Promise<void> {
    if (this.client.isReady) await bounded(this.client.close()).catch(() => undefined);
    if (this.client.isOpen) this.client.destroy();
  }

  get #confirmed(): string {
    return `${this.prefix}confirmed`;
  }

  /** Names of sign-ins by when they expire. */
  get #underWay(): string {
    return `${this.prefix}under-way`;
  }

  /** Answers strings as bytes: sealed rows are not text. */
  get #bytes() {
    return this.client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  }

  #session(key: string): string {
    return `${this.prefix}s:${key}`;
  }

  #eval(script: string, keys: string[], values: (string | Buffer)[]): Promise<unknown> {
    return bounded(this.client.eval(script, { keys, arguments: values }));
  }

  async #endIndexed(set: string, exceptSidIndex: string): Promise<number> {
    return Number(await this.#eval(scripts.endIndexed, [this.#confirmed, set], [this.prefix, exceptSidIndex]));
  }
}
