import { Router, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Caller } from '../http/caller.ts';
import type { Cookies } from '../http/cookies.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { contextOf } from '../http/request-context.ts';
import type { OidcProvider } from '../keycloak/oidc-provider.ts';
import { InvalidGrant, type TokenEndpoint } from '../keycloak/oidc-tokens.ts';
import { InvalidToken } from '../keycloak/oidc-verify.ts';
import { sendHtml } from '../page/send-html.ts';
import { passportDoor } from './passport-door.ts';
import { outcomeOf, pageOf } from './keycloak-action.ts';
import { UnknownSignIn, type SignedIn, type SignInStart } from './keycloak-strategy.ts';
import { safeReturnTo } from './return-to.ts';
import { hashOf, secretId } from './secret-id.ts';
import { signInAgainPage, type SignInFailure } from './sign-in-pages.ts';
import type { SignIns } from './sign-ins.ts';
import { tokensOf } from './token-keeper.ts';
import type { WebSessions } from './web-sessions.ts';

export interface SignInDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly cookies: Cookies;
  readonly provider: OidcProvider;
  readonly tokens: TokenEndpoint;
  readonly signIns: SignIns;
  readonly sessions: WebSessions;
  /** Says why this person may not have a web session; undefined when nothing speaks against it. */
  readonly refusal: (person: Pick<Caller, 'keycloakSession' | 'requestId' | 'subject'>) => Promise<string | undefined>;
}

/**
 * `GET /auth/login` sends the browser to Keycloak, `GET /auth/actions/…` does so for one of Keycloak's own actions, `GET /auth/callback`
 * takes it back and opens the web session.
 */
export function signInRoutes(deps: SignInDeps): Router {
  const { config, cookies, provider, signIns } = deps;
  const door = passportDoor({ ...deps, bindingsOf: cookies.bindings });
  const router = Router({ caseSensitive: true, strict: true });

  const leave = async (req: Request, res: Response, start: Omit<SignInStart, 'binding'>): Promise<void> => {
    // A page of ours that says "Keycloak does not answer" is better than a browser's error page.
    await provider.confirm();
    const [binding = secretId()] = cookies.bindings(req);
    cookies.setBinding(res, binding);
    await door.leave(req, res, { ...start, binding });
  };

  router.get('/login', async (req, res) => {
    const returnTo = safeReturnTo(req.query['returnTo'], config.basePath);
    res.set('Cache-Control', 'no-store');
    if (contextOf(res).caller) {
      res.redirect(returnTo);
      return;
    }
    await leave(req, res, { returnTo });
  });

  // A link from anywhere may bring a browser here: only the plugin's permission, given for a proof, lets Keycloak run the action.
  router.get('/actions/:name', async (req, res) => {
    const { name } = req.params;
    const page = pageOf(name);
    if (page === undefined) throw new Problem(problems.notFound);
    res.set('Cache-Control', 'no-store');
    const { caller } = contextOf(res);
    const returnTo = config.basePath + page;
    if (caller === undefined) res.redirect(returnTo);
    else await leave(req, res, { returnTo, action: { name, subject: caller.subject } });
  });

  router.get('/callback', async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const { code, state, error, iss, kc_action_status: status } = req.query;
    const refuse = (failure: SignInFailure, returnTo?: string) => answerFailure(deps, req, res, failure, returnTo);
    // A parameter that came twice is a list here: somebody hopes that two readers pick different ones.
    if ([code, state, error, iss, status].some(Array.isArray)) return refuse('malformed');
    // RFC 9207: an answer that names another issuer is another provider's.
    if (iss !== undefined && iss !== provider.issuer) return refuse('malformed');
    if (error !== undefined) {
      const signIn = await signIns.take(state, cookies.bindings(req));
      // Who gave up an action still is signed in here.
      if (signIn?.action !== undefined && signIn.action.subject === contextOf(res).caller?.subject) {
        res.redirect(withOutcome(signIn.returnTo, status));
        return;
      }
      return refuse('refused-by-keycloak', signIn?.returnTo);
    }
    if (typeof code !== 'string' || code === '' || typeof state !== 'string') return refuse('malformed');
    let signedIn: SignedIn;
    try {
      signedIn = await door.enter(req, res);
    } catch (cause) {
      const failure = failureOf(cause);
      if (failure === undefined) throw cause;
      if (failure === 'unknown' && contextOf(res).caller) {
        res.redirect(`${config.basePath}/`);
        return;
      }
      if (failure === 'bad-token')
        deps.log.warn({ err: cause, requestId: contextOf(res).requestId }, 'sign-in refused');
      return refuse(failure);
    }
    return openSession(deps, req, res, signedIn, status);
  });

  return router;
}

const withOutcome = (returnTo: string, status: unknown): string => `${returnTo}?outcome=${outcomeOf(status)}`;

async function openSession(
  deps: SignInDeps,
  req: Request,
  res: Response,
  signedIn: SignedIn,
  status: unknown,
): Promise<void> {
  const { cookies, sessions, log } = deps;
  const { person, idToken, answer, returnTo, action } = signedIn;
  const { requestId } = contextOf(res);
  if (action !== undefined && action.subject !== person.subject) {
    log.warn({ requestId }, 'another person came back from an action of Keycloak');
    return answerFailure(deps, req, res, 'another-person', returnTo);
  }
  const refusal = await deps.refusal({ ...person, requestId });
  if (refusal !== undefined) {
    log.info({ requestId, reason: refusal }, 'sign-in refused');
    return answerFailure(deps, req, res, 'ended', returnTo);
  }
  const id = await sessions.open({ ...person, idToken, tokens: tokensOf(answer), grants: [] });
  if (id === undefined) return answerFailure(deps, req, res, 'ended', returnTo);
  // Session fixation: whatever id the browser came with is dead now, whoever planted it.
  const former = cookies.session(req);
  if (former !== undefined) await sessions.end(hashOf(former), 'signed in anew');
  cookies.setSession(res, id);
  log.info({ requestId }, 'signed in');
  res.redirect(action === undefined ? returnTo : withOutcome(returnTo, status));
}

/** Undefined for what the error handler answers: Keycloak or the store does not answer, or a fault of our own. */
function failureOf(cause: unknown): SignInFailure | undefined {
  if (cause instanceof UnknownSignIn) return 'unknown';
  if (cause instanceof InvalidGrant) return 'unknown';
  if (cause instanceof InvalidToken) return 'bad-token';
  return undefined;
}

function answerFailure(
  { config }: SignInDeps,
  req: Request,
  res: Response,
  failure: SignInFailure,
  returnTo?: string,
): Promise<void> {
  const { status, html } = signInAgainPage(config.basePath, failure, contextOf(res).requestId, returnTo);
  return sendHtml(req, res, status, html);
}
