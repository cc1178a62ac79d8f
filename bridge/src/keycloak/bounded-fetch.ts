import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';

/** Longest time that a call to Keycloak may take unless told otherwise, its body included. */
export const providerLimit = 3000;

/** Largest answer that is read. */
const sizeLimit = 1024 * 1024;

export interface BoundedRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | URLSearchParams;
  /** Milliseconds; 3 s unless told. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface BoundedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type BoundedFetch = (url: string, request?: BoundedRequest) => Promise<BoundedAnswer>;

/** Keycloak does not answer, or not as Keycloak would. The cause says more and stays in the log. */
export const keycloakUnavailable = (cause: unknown): Problem => new Problem(problems.keycloakUnavailable, { cause });

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > sizeLimit) throw new Error(`answer is larger than ${sizeLimit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * One call to Keycloak that ends: limited in time and size, no redirect followed. Whatever goes wrong is `keycloak-unavailable`.
 * The body is read to its end, so that nothing a provider sends later can surprise the process.
 */
export const boundedFetch: BoundedFetch = async (url, { timeout = providerLimit, signal, ...request } = {}) => {
  try {
    const limit = AbortSignal.timeout(timeout);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    const response = await fetch(url, { ...request, redirect: 'error', signal: both });
    return { status: response.status, headers: response.headers, text: await readBody(response) };
  } catch (error) {
    throw keycloakUnavailable(error);
  }
};

/** A text as JSON; undefined when it is something else. A parser's message would quote the text, so it is dropped. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
