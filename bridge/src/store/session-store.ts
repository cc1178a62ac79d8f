import type { RedisClient } from './redis-connection.ts';

/** A web session as a store sees it: sealed content, and beside it only what the store must search or compare. */
export interface StoredSession {
  readonly sealed: Buffer;
  /** Rises with each change of `sealed`; a change names the version that it was made from. */
  readonly version: number;
  /** Milliseconds of the epoch; the session is dead from the earlier of the two. */
  readonly idleUntil: number;
  readonly endsAt: number;
  /** When Keycloak last confirmed that the session behind it lives. */
  readonly confirmedAt: number;
}

export interface NewSession extends Omit<StoredSession, 'version'> {
  /** Keyed hashes of Keycloak's session id and of the user: the store learns neither. */
  readonly sidIndex: string;
  readonly subjectIndex: string;
}

export interface SessionChange {
  readonly sealed?: Buffer;
  readonly idleUntil?: number;
  readonly confirmedAt?: number;
}

/** So many sign-ins may be under way: whoever starts them without end drops the oldest, and does not fill the store. */
export const signInsUnderWay = 50_000;

/** Why a change was not made: somebody changed the row first, or it is gone and must stay gone. */
export type ChangeOutcome = 'changed' | 'conflict' | 'gone';

/** The Redis that several bridges share, for what else they must count together. */
export interface SharedStore {
  readonly client: RedisClient;
  /** Stands before every name. */
  readonly prefix: string;
}

/**
 * Where web sessions and sign-ins in flight live. One interface, two stores (a file, Redis), one test-suite for both.
 * Every write to a session is conditional on its existence: a session that was ended is never revived by a request in flight.
 * Keys are hashes already. Every call throws {@link StoreUnavailable} when the store does not answer in time.
 */
export interface SessionStore {
  /** Undefined where the store serves a single process. */
  readonly shared?: SharedStore;

  /** False when Keycloak ended the session behind it while the sign-in was under way. */
  insert(key: string, session: NewSession): Promise<boolean>;
  read(key: string, now: number): Promise<StoredSession | undefined>;
  /** With `version`, only while the row still has that version. */
  change(key: string, change: SessionChange, now: number, version?: number): Promise<ChangeOutcome>;
  end(key: string): Promise<boolean>;
  /** Ends all that stand on one Keycloak session, and refuses new ones on it until `refuseUntil`. Answers how many ended. */
  endBySid(sidIndex: string, refuseUntil: number): Promise<number>;
  endBySubject(subjectIndex: string, exceptSidIndex?: string): Promise<number>;
  /** Keys of live sessions not confirmed since `before`, longest unconfirmed first. */
  unconfirmed(before: number, limit: number, now: number): Promise<string[]>;
  /** Removes what has expired. */
  purge(now: number): Promise<void>;

  /** Drops the oldest beyond the store's cap. */
  keepSignIn(key: string, binding: string, sealed: Buffer, expiresAt: number): Promise<void>;
  /** Hands a sign-in in flight out exactly once, and only to the browser that it is bound to. */
  takeSignIn(key: string, binding: string, now: number): Promise<Buffer | undefined>;

  /** True the first time a name is marked; false until `expiresAt` afterwards. Also serves as a lock. */
  mark(name: string, owner: string, expiresAt: number, now: number): Promise<boolean>;
  /** Takes a mark back, if `owner` made it. */
  unmark(name: string, owner: string): Promise<void>;

  /** Throws when the store cannot serve. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The store did not answer in time, or not at all. Answered as 503 `store-unavailable`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause?: unknown) {
    super('The session store does not answer', { cause });
  }
}
