import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { RealmConfigError } from '../realm-config.ts';
import { APPS, BROWSERS } from './user-agents.ts';

export interface SessionsRequest {
  /** Base address of Keycloak. */
  readonly url: string;
  readonly realm: string;
  readonly username: string;
  readonly password: string;
  readonly count: number;
  /** How many of them are offline sessions of the demo's mobile app; one in eight unless said otherwise. */
  readonly offline?: number;
  /** Sign-ins at once. More than one needs a realm without brute-force detection, which refuses parallel sign-ins of one user. */
  readonly atOnce?: number;
}

/** A session that really exists, with the token that shows whether it still does. */
export interface MadeSession {
  readonly id: string;
  readonly kind: 'online' | 'offline';
  readonly clientId: string;
  readonly userAgent: string;
  readonly refreshToken: string;
}

const answer = z.object({ refresh_token: z.string(), session_state: z.string() });

const TIMEOUT_MS = 10_000;
const TRIES = 20;
const PAUSE_MS = 200;

/** Signs a demo user in again and again, from many kinds of devices, through the demo's own applications. */
export async function makeSessions(request: SessionsRequest): Promise<MadeSession[]> {
  const offline = request.offline ?? Math.floor(request.count / 8);
  const made: MadeSession[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < request.count) {
      const index = next++;
      made.push(await signInPatiently(index));
    }
  };
  await Promise.all(Array.from({ length: Math.min(request.atOnce ?? 1, request.count) }, worker));
  return made;

  // Keycloak settles a sign-in with its brute-force detection a moment after it answered, and refuses the user's next one
  // until then. Only a password that has proved right is tried again: a wrong one would lock the user out.
  async function signInPatiently(index: number): Promise<MadeSession> {
    for (let attempt = 1; ; attempt++) {
      const session = await signIn(request, index, index < offline ? 'offline' : 'online');
      if (session !== undefined) return session;
      if (made.length === 0 || attempt === TRIES) throw refused(request);
      await setTimeout(PAUSE_MS);
    }
  }
}

function refused({ username }: SessionsRequest): RealmConfigError {
  return new RealmConfigError(`Keycloak did not sign ${username} in for a session`, {
    next: 'Check that applyUsers ran in this realm and that the password is still the one it answered.',
  });
}

/** One sign-in; undefined when Keycloak refuses it. */
async function signIn(
  request: SessionsRequest,
  index: number,
  kind: MadeSession['kind'],
): Promise<MadeSession | undefined> {
  const clientId = kind === 'offline' ? 'demo-mobile' : 'demo-app';
  const agents = kind === 'offline' ? APPS : BROWSERS;
  const userAgent = agents[index % agents.length] ?? BROWSERS[0];
  const response = await fetch(
    `${request.url}/realms/${encodeURIComponent(request.realm)}/protocol/openid-connect/token`,
    {
      method: 'POST',
      headers: { 'user-agent': userAgent },
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: clientId,
        username: request.username,
        password: request.password,
        scope: kind === 'offline' ? 'openid offline_access' : 'openid',
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    },
  );
  const token = answer.safeParse(await response.json().catch(() => undefined));
  if (!token.success) return undefined;
  return { id: token.data.session_state, kind, clientId, userAgent, refreshToken: token.data.refresh_token };
}
