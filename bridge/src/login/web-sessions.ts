import type { Logger } from 'pino';
import type { WebSessionEnder } from '../http/caller.ts';
import type { Seal } from '../store/seal.ts';
import type { SessionStore, StoredSession } from '../store/session-store.ts';
import { hashOf, isSecretId, secretId } from './secret-id.ts';
import { webSessionSchema, type WebSessionContent } from './web-session.schema.ts';

/** An open web session as one request found it. */
export interface WebSession {
  readonly key: string;
  readonly content: WebSessionContent;
  readonly version: number;
  readonly confirmedAt: number;
}

export interface WebSessionLimits {
  readonly idleMinutes: number;
  readonly lifetimeHours: number;
}

/** A sign-in under way when Keycloak ends its session is refused for so long: a code of Keycloak's lives a minute. */
const refuseAfterEnd = 60_000;

/**
 * The web sessions of this bridge: who is signed in here, on which Keycloak session, with which tokens.
 * The browser holds an id of 256 bits; the store holds its hash and a sealed row. Idle time and lifetime are enforced here,
 * not by the cookie. Nothing brings an ended session back: every write is conditional on the row.
 */
export class WebSessions implements WebSessionEnder {
  readonly #store: SessionStore;
  readonly #seal: Seal;
  readonly #log: Logger;
  readonly #idle: number;
  readonly #lifetime: number;

  constructor(store: SessionStore, seal: Seal, log: Logger, limits: WebSessionLimits) {
    this.#store = store;
    this.#seal = seal;
    this.#log = log;
    this.#idle = limits.idleMinutes * 60_000;
    this.#lifetime = limits.lifetimeHours * 3_600_000;
  }

  /** Opens a web session under a new id; undefined when Keycloak ended the session behind it meanwhile. */
  async open(person: Omit<WebSessionContent, 'endsAt'>): Promise<string | undefined> {
    const id = secretId();
    const key = hashOf(id);
    const now = Date.now();
    const content = { ...person, endsAt: now + this.#lifetime };
    const opened = await this.#store.insert(key, {
      sealed: this.#seal.close(key, content),
      sidIndex: this.#seal.index('sid', content.keycloakSession),
      subjectIndex: this.#seal.index('subject', content.subject),
      idleUntil: now + this.#idle,
      endsAt: content.endsAt,
      confirmedAt: now,
    });
    return opened ? id : undefined;
  }

  /** The session of a cookie's value. Being asked for keeps it from going idle. */
  async visit(id: string | undefined): Promise<WebSession | undefined> {
    if (!isSecretId(id)) return undefined;
    const key = hashOf(id);
    const now = Date.now();
    const row = await this.#store.read(key, now);
    if (row === undefined) return undefined;
    const session = await this.#openRow(key, row);
    // A write per request would cost more than a slightly early end.
    if (session && row.idleUntil - now < this.#idle * 0.95) {
      await this.#store.change(key, { idleUntil: now + this.#idle }, now);
    }
    return session;
  }

  async find(key: string): Promise<WebSession | undefined> {
    const row = await this.#store.read(key, Date.now());
    return row && this.#openRow(key, row);
  }

  /**
   * Changes the content as it is now, never as some request remembers it. Undefined when the session ended meanwhile.
   * `confirmed`: Keycloak has just shown that the session behind it lives.
   */
  async change(
    key: string,
    edit: (content: WebSessionContent) => WebSessionContent,
    confirmed = false,
  ): Promise<WebSession | undefined> {
    for (;;) {
      const session = await this.find(key);
      if (!session) return undefined;
      const content = edit(session.content);
      const now = Date.now();
      const change = { sealed: this.#seal.close(key, content), ...(confirmed ? { confirmedAt: now } : {}) };
      const outcome = await this.#store.change(key, change, now, session.version);
      if (outcome === 'gone') return undefined;
      if (outcome === 'changed') return { ...session, content, version: session.version + 1 };
    }
  }

  async end(key: string, reason: string): Promise<boolean> {
    const ended = await this.#store.end(key);
    if (ended) this.#log.info({ reason }, 'web session ended');
    return ended;
  }

  async endByKeycloakSession(sid: string, reason: string): Promise<number> {
    const ended = await this.#store.endBySid(this.#seal.index('sid', sid), Date.now() + refuseAfterEnd);
    if (ended > 0) this.#log.info({ reason, ended }, 'web sessions ended');
    return ended;
  }

  async endBySubject(subject: string, reason: string, exceptKeycloakSession?: string): Promise<number> {
    const except = exceptKeycloakSession === undefined ? undefined : this.#seal.index('sid', exceptKeycloakSession);
    const ended = await this.#store.endBySubject(this.#seal.index('subject', subject), except);
    if (ended > 0) this.#log.info({ reason, ended }, 'web sessions ended');
    return ended;
  }

  async #openRow(key: string, row: StoredSession): Promise<WebSession | undefined> {
    const content = webSessionSchema.safeParse(this.#seal.open(key, row.sealed));
    if (content.success) {
      if (content.data.endsAt <= Date.now()) return undefined;
      return { key, content: content.data, version: row.version, confirmedAt: row.confirmedAt };
    }
    // Another session key or another release wrote it: nobody can use it any more.
    await this.end(key, 'unreadable');
    return undefined;
  }
}
