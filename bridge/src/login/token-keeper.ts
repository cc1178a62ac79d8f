import { setTimeout as wait } from 'node:timers/promises';
import { keycloakUnavailable } from '../keycloak/bounded-fetch.ts';
import { InvalidGrant, type TokenAnswer, type TokenEndpoint } from '../keycloak/oidc-tokens.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import type { SessionStore } from '../store/session-store.ts';
import { secretId } from './secret-id.ts';
import type { Tokens } from './web-session.schema.ts';
import type { WebSession, WebSessions } from './web-sessions.ts';

/** What is left of a token's life when it is renewed: enough for a slow call, and never more than a part of a short life. */
const margin = (life: number): number => Math.min(8_000, life * 0.3);
/** Longer than one refresh can take (3 s at Keycloak, two store calls), so that a lock never outlives its work by much. */
const lockLife = 6_000;

export function tokensOf(answer: TokenAnswer): Tokens {
  const life = answer.expires_in * 1000;
  return {
    accessToken: answer.access_token,
    renewAt: Date.now() + life - margin(life),
    refreshToken: answer.refresh_token,
  };
}

/**
 * Keeps access tokens fresh. However many requests need one at once, Keycloak is asked once: within this process they share one
 * promise, across bridges a lock in the store lets one ask and the others read what it got.
 */
export class TokenKeeper {
  readonly #sessions: WebSessions;
  readonly #store: SessionStore;
  readonly #endpoint: TokenEndpoint;
  readonly #running = new Map<string, Promise<WebSession>>();

  constructor(sessions: WebSessions, store: SessionStore, endpoint: TokenEndpoint) {
    this.#sessions = sessions;
    this.#store = store;
    this.#endpoint = endpoint;
  }

  /** The session with an access token to use now, another one than `refused`. Throws `not-signed-in` once Keycloak ended the session, `keycloak-unavailable` when it cannot tell. */
  async withFreshToken(session: WebSession, refused?: string): Promise<WebSession> {
    const enough = (found: WebSession) => isFresh(found) && found.content.tokens.accessToken !== refused;
    return enough(session) ? session : this.#once(session.key, enough);
  }

  /** Asks Keycloak whether the session behind still lives, unless somebody did since `since`. The web session ends with it. */
  async confirm(key: string, since: number): Promise<void> {
    await this.#once(key, (session) => session.confirmedAt >= since);
  }

  async #once(key: string, enough: (session: WebSession) => boolean): Promise<WebSession> {
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      // Whoever started it may have wanted less: a token that is still good says nothing about when Keycloak was asked.
      const session = await running;
      if (enough(session)) return session;
    }
    const work = this.#locked(key, enough).finally(() => this.#running.delete(key));
    this.#running.set(key, work);
    return work;
  }

  async #locked(key: string, enough: (session: WebSession) => boolean): Promise<WebSession> {
    const owner = secretId();
    const name = `refresh:${key}`;
    const giveUpAt = Date.now() + lockLife;
    for (;;) {
      // Read before the lock and again with it: another bridge may have finished in between.
      const locked = await this.#store.mark(name, owner, Date.now() + lockLife, Date.now());
      try {
        const session = await this.#sessions.find(key);
        if (!session) throw new Problem(problems.notSignedIn);
        if (enough(session)) return session;
        if (locked) return await this.#refresh(session);
      } finally {
        // A lock that cannot be given back runs out by itself.
        if (locked) await this.#store.unmark(name, owner).catch(() => undefined);
      }
      if (Date.now() > giveUpAt) throw keycloakUnavailable(new Error('another bridge refreshes and does not finish'));
      await wait(40);
    }
  }

  async #refresh(session: WebSession): Promise<WebSession> {
    try {
      const tokens = tokensOf(await this.#endpoint.refresh(session.content.tokens.refreshToken));
      const changed = await this.#sessions.change(session.key, (content) => ({ ...content, tokens }), true);
      if (!changed) throw new Problem(problems.notSignedIn);
      return changed;
    } catch (error) {
      if (!(error instanceof InvalidGrant)) throw error;
      await this.#sessions.end(session.key, 'Keycloak session ended');
      throw new Problem(problems.notSignedIn, { cause: error });
    }
  }
}

const isFresh = ({ content }: WebSession): boolean => content.tokens.renewAt > Date.now();
