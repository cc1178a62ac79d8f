import { Api, type Send } from '../api/client.ts';
import type { Config, Overview } from '../api/model.ts';
import { readProblem, type Outcome, type Problem } from '../api/problem.ts';
import { readInlinedState, type InlinedState } from './inlined-state.ts';

export interface Saying {
  text: string;
  tone: 'done' | 'bad';
}

/** A page that comes back after less than this shows what it had. */
const freshFor = 5_000;

/**
 * What the page knows of the account, for all cards together: read once from the page itself or from the bridge, and again
 * whenever it may have become old. Fires `change`, and `saying` with a short note for the user.
 */
export class AccountState extends EventTarget {
  readonly base: URL;
  config: Config | null = null;
  overview: Overview | null = null;
  /** Why the last reading failed; what was read before is still there. */
  problem: Problem | null = null;
  /** The web session is gone: only signing in again helps. */
  signedOut = false;
  /** When `overview` was true. */
  readAt = new Date();
  readonly #api: Api;
  #reading: Promise<void> | null = null;
  #users = 0;

  constructor(base: URL) {
    super();
    this.base = base;
    this.#api = new Api({ base, onChanged: this.#onOutdated });
  }

  /** Called by every element that shows this state; the first one starts the reading, the last one stops the watching. */
  attach(): void {
    this.#users += 1;
    if (this.#users > 1) return;
    document.addEventListener('visibilitychange', this.#onVisible);
    window.addEventListener('online', this.#onOnline);
    window.addEventListener('offline', this.#onOffline);
    const inlined = this.overview === null ? readInlinedState(document) : null;
    if (inlined !== null) this.takeInlined(inlined);
    else if (this.overview === null) void this.reload();
  }

  detach(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    document.removeEventListener('visibilitychange', this.#onVisible);
    window.removeEventListener('online', this.#onOnline);
    window.removeEventListener('offline', this.#onOffline);
  }

  /** Makes a call; an answer that says the session is gone is noted for the whole page. */
  async call<T>(send: Send<T>): Promise<Outcome<T>> {
    const outcome = await this.#api.call(send);
    if (!outcome.ok && outcome.problem.slug === 'not-signed-in') {
      this.signedOut = true;
      this.#changed();
    }
    return outcome;
  }

  /** Reads the truth again. Who asks while a reading is under way gets the one after it, never an older one. */
  async reload(): Promise<void> {
    if (this.#reading !== null) await this.#reading;
    if (this.#reading === null) {
      this.#reading = this.#read().finally(() => (this.#reading = null));
      this.#changed();
    }
    await this.#reading;
    this.#changed();
  }

  /** A reading is under way. */
  get reading(): boolean {
    return this.#reading !== null;
  }

  say(text: string, tone: Saying['tone'] = 'done'): void {
    this.dispatchEvent(new CustomEvent<Saying>('saying', { detail: { text, tone } }));
  }

  /** Has everything that shows this be rendered again: something else that it shows has changed. */
  showAnew(): void {
    this.#changed();
  }

  /** Leaves the page; one place, so that tests can look where to. */
  leave(address: string): void {
    location.assign(address);
  }

  async #read(): Promise<void> {
    const config = this.config ?? (await this.#part((client, init) => client.GET('/api/config', init)));
    const overview = config === null ? null : await this.#part((client, init) => client.GET('/api/overview', init));
    if (config !== null && overview !== null) this.#take(config, overview);
    else this.#changed();
  }

  async #part<T>(send: Send<T>): Promise<T | null> {
    const outcome = await this.call(send);
    if (outcome.ok) return outcome.value;
    this.problem = outcome.problem;
    return null;
  }

  /** Starts from what the bridge wrote into its page. */
  takeInlined(inlined: InlinedState): void {
    if (inlined.overview !== null) this.#take(inlined.config, inlined.overview);
    else {
      this.config = inlined.config;
      this.problem = readProblem(inlined.problem);
      this.#changed();
    }
  }

  #take(config: Config, overview: Overview): void {
    this.config = config;
    this.overview = overview;
    this.problem = null;
    this.signedOut = false;
    this.readAt = new Date();
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState === 'visible' && Date.now() - this.readAt.getTime() > freshFor) void this.reload();
  };

  readonly #onOffline = (): void => {
    this.problem = { slug: 'offline', requestId: null };
    this.#changed();
  };

  // What is being read right now is the truth already.
  readonly #onOutdated = (): void => {
    if (this.#reading === null) void this.reload();
  };

  readonly #onOnline = (): void => void this.reload();
}

const states = new Map<string, AccountState>();

/** The one state of a bridge on this page: cards that stand alone share it. */
export function accountAt(baseUrl: string): AccountState {
  const basePath = baseUrl === '' ? (readInlinedState(document)?.config.basePath ?? '/') : baseUrl;
  const base = new URL(basePath.endsWith('/') ? basePath : `${basePath}/`, document.baseURI);
  const state = states.get(base.href) ?? new AccountState(base);
  states.set(base.href, state);
  return state;
}
