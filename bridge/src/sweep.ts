import type { Logger } from 'pino';
import type { TokenKeeper } from './login/token-keeper.ts';
import type { WebSessions } from './login/web-sessions.ts';
import { limiter } from './keycloak/limiter.ts';
import { Problem } from './http/problem.ts';
import type { SessionStore } from './store/session-store.ts';

/** So many sessions are looked up at once, and so many asked about at Keycloak at the same time. */
const slice = 200;
const parallel = 4;
/** After so many failures without a success between them Keycloak itself is down, or the rest can wait: asking on would only keep it down. */
const patience = 5;

export interface SweepDeps {
  readonly store: SessionStore;
  readonly sessions: WebSessions;
  readonly tokens: TokenKeeper;
  readonly log: Logger;
  readonly seconds: number;
}

/**
 * Finds the web sessions whose Keycloak session is gone although no back-channel logout said so (a call that was lost, a session that
 * timed out, a user that was disabled). Every web session that nobody confirmed since the last sweep is confirmed by a refresh.
 */
export class Sweep {
  readonly #deps: SweepDeps;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  /** Those that could not be confirmed when last asked, longest ago first. They come last, so that they never keep others from being asked. */
  readonly #failed = new Set<string>();

  constructor(deps: SweepDeps) {
    this.#deps = deps;
  }

  /** Sweeps now, and then again and again; the pause counts from the end of a sweep, so that two never overlap. */
  start(): void {
    if (this.#stopped) return;
    this.#running = this.once().finally(() => {
      if (this.#stopped) return;
      this.#timer = setTimeout(() => this.start(), this.#deps.seconds * 1000);
      this.#timer.unref();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Never throws: what cannot be told now will be asked again. */
  async once(): Promise<void> {
    const { store, log, seconds } = this.#deps;
    try {
      await store.purge(Date.now());
      const before = Date.now() - seconds * 1000;
      const lastTime = [...this.#failed];
      const asked = new Set<string>();
      for (;;) {
        const limit = slice + this.#failed.size;
        const oldest = await store.unconfirmed(before, limit, Date.now());
        const keys = oldest.filter((key) => !asked.has(key) && !this.#failed.has(key));
        if (keys.length === 0 || this.#stopped) break;
        for (const key of keys) asked.add(key);
        if (!(await this.#confirm(keys, before))) return;
      }
      await this.#confirm(lastTime, before);
    } catch (err) {
      log.warn({ err }, 'sweep not finished');
    }
  }

  /** False when Keycloak could not tell. */
  async #confirm(keys: readonly string[], before: number): Promise<boolean> {
    const places = limiter(parallel);
    let failures = 0;
    const ask = async (key: string): Promise<void> => {
      if (failures >= patience || this.#stopped) return;
      try {
        await this.#deps.tokens.confirm(key, before);
        failures = 0;
        this.#failed.delete(key);
      } catch (error) {
        if (error instanceof Problem && error.kind.slug === 'not-signed-in') {
          // It ended, or it was gone already and only an index still knew it.
          await this.#deps.sessions.end(key, 'Keycloak session ended');
          this.#failed.delete(key);
        } else {
          failures += 1;
          this.#failed.delete(key);
          this.#failed.add(key);
          this.#deps.log.warn({ err: error }, 'sweep cannot confirm a web session');
        }
      }
    };
    await Promise.all(keys.map((key) => places.run(() => ask(key))));
    return failures < patience;
  }
}
