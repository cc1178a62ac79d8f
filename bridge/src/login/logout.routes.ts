import express, { Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Cookies } from '../http/cookies.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { contextOf } from '../http/request-context.ts';
import type { OidcProvider } from '../keycloak/oidc-provider.ts';
import { InvalidToken, verifyLogoutToken } from '../keycloak/oidc-verify.ts';
import type { TokenEndpoint } from '../keycloak/oidc-tokens.ts';
import type { SessionStore } from '../store/session-store.ts';
import { hashOf } from './secret-id.ts';
import type { WebSessions } from './web-sessions.ts';

export interface LogoutDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly cookies: Cookies;
  readonly provider: OidcProvider;
  readonly tokens: TokenEndpoint;
  readonly sessions: WebSessions;
  readonly store: SessionStore;
}

/**
 * `POST /auth/logout`: the user signs out here, then at Keycloak. Stands behind the guard of changing requests. Ours ends first:
 * signing out works while Keycloak is down. The bridge ends the session there itself; only where it could not does the browser
 * carry the ID token to Keycloak (OpenID Connect RP-Initiated Logout §2), since addresses stay in histories and logs.
 */
export function logoutRoutes({ config, log, cookies, provider, sessions, tokens }: LogoutDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const signedOut = `${config.publicUrl}/signed-out`;
  const atKeycloak = (idToken: string): string => {
    const parameters = { client_id: config.clientId, id_token_hint: idToken, post_logout_redirect_uri: signedOut };
    return `${provider.endSessionUrl}?${new URLSearchParams(parameters).toString()}`;
  };

  router.post('/logout', async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const id = cookies.session(req);
    const session = id === undefined ? undefined : await sessions.find(hashOf(id));
    if (session) await sessions.end(session.key, 'signed out');
    cookies.clearSession(res);
    if (!session) {
      res.json({ location: signedOut });
      return;
    }
    const { idToken, tokens: held } = session.content;
    try {
      await tokens.endSession(held.refreshToken);
      res.json({ location: signedOut });
    } catch (err) {
      log.warn({ err, requestId: contextOf(res).requestId }, 'the browser must end the Keycloak session');
      res.json({ location: atKeycloak(idToken) });
    }
  });
  return router;
}

/**
 * `POST /auth/backchannel-logout`: Keycloak says that a session ended (OpenID Connect Back-Channel Logout §2.8). Called by a server,
 * so the token alone decides: neither cookie, origin nor address counts. 200 only after the store has it.
 */
export function backchannelLogoutRoutes({ config, log, provider, sessions, store }: LogoutDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 10, inflate: false });
  const refused = (cause?: unknown) =>
    new Problem(problems.invalidRequest, {
      cause,
      members: { errors: [{ pointer: '/logout_token', detail: 'Refused.' }] },
    });

  router.post('/backchannel-logout', form, async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const { requestId } = contextOf(res);
    const token = ((req.body ?? {}) as Record<string, unknown>)['logout_token'];
    if (typeof token !== 'string') throw refused();
    const claims = await verifyLogoutToken(token, provider, config.clientId).catch((error: unknown) => {
      if (!(error instanceof InvalidToken)) throw error;
      log.warn({ err: error, requestId }, 'logout token refused');
      throw refused(error);
    });
    const mark = `logout:${hashOf(claims.tokenId)}`;
    // Two minutes beyond its end: no clock of ours or of another bridge is that wrong.
    const first = await store.mark(mark, requestId, claims.expiresAt + 120_000, Date.now());
    if (!first) throw refused();
    try {
      if (claims.keycloakSession !== undefined) {
        await sessions.endByKeycloakSession(claims.keycloakSession, 'back-channel logout');
      } else if (claims.subject !== undefined) {
        await sessions.endBySubject(claims.subject, 'back-channel logout');
      }
    } catch (error) {
      // Nothing was ended, so the token may come again.
      await store.unmark(mark, requestId).catch(() => undefined);
      throw error;
    }
    res.status(200).end();
  });
  return router;
}
