import type { Client } from 'openapi-fetch';
import type { paths } from './model.ts';
import { failed, readProblem, type Outcome } from './problem.ts';

/** Ending sessions may take the bridge 15 s; nothing takes longer. */
const timeLimit = 20_000;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export type Send<T> = (client: Client<paths>, init: { signal: AbortSignal }) => Promise<Answer<T>>;

export interface ApiSettings {
  /** Address of the bridge's base path, ending with a slash. */
  base: URL;
  /** The bridge found that the page shows something older than the truth. */
  onChanged: () => void;
}

/** Calls the bridge. What it refuses, and what never arrives, comes back as a typed problem: no call throws. */
export class Api {
  readonly #base: URL;
  #client: Client<paths> | undefined;
  readonly #onChanged: () => void;

  constructor({ base, onChanged }: ApiSettings) {
    this.#onChanged = onChanged;
    this.#base = base;
  }

  async call<T>(send: Send<T>): Promise<Outcome<T>> {
    try {
      const { data, error, response } = await send((this.#client ??= await this.#load()), {
        signal: AbortSignal.timeout(timeLimit),
      });
      if (response.headers.get('x-keyhold-changed') === '1') this.#onChanged();
      if (!response.ok) return failed(readProblem(error, response.headers));
      return { ok: true, value: data as T };
    } catch {
      return failed({ slug: navigator.onLine ? 'unreachable' : 'offline', requestId: null });
    }
  }

  /** The page comes with its first data: what calls the bridge is loaded by the first call. */
  async #load(): Promise<Client<paths>> {
    const { default: createClient } = await import('openapi-fetch');
    return createClient<paths>({
      baseUrl: this.#base.href,
      // Asked for at each call, so that the gallery and the tests can stand in for the network.
      fetch: (request) => globalThis.fetch(request),
      credentials: 'include',
      // A foreign page cannot send this header without being asked for by CORS, which the bridge does not answer.
      headers: { 'X-Keyhold': '1', Accept: 'application/json, application/problem+json' },
    });
  }
}
