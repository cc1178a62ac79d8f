import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { apiRouter } from './api.ts';
import { clientConfigOf } from './client-config/client-config.ts';
import type { Config } from './config.ts';
import { Cookies } from './http/cookies.ts';
import { changingRequestGuard } from './http/csrf.ts';
import { errorHandler } from './http/error-handler.ts';
import { healthRoutes } from './http/health.routes.ts';
import { requestLog } from './http/log.ts';
import { Problem } from './http/problem.ts';
import { problems } from './http/problems.ts';
import { rateLimits } from './http/rate-limit.ts';
import { requestContext } from './http/request-context.ts';
import { securityHeaders } from './http/security-headers.ts';
import { webSessionReader } from './http/web-session.ts';
import { wellKnownRoutes } from './http/well-known.routes.ts';
import { adminApi } from './keycloak/admin-api.ts';
import { limitedFetch } from './keycloak/limited-fetch.ts';
import { OidcProvider } from './keycloak/oidc-provider.ts';
import { TokenEndpoint } from './keycloak/oidc-tokens.ts';
import { pluginApi } from './keycloak/plugin-api.ts';
import { pluginPresence } from './keycloak/plugin-presence.ts';
import { serviceToken } from './keycloak/service-token.ts';
import { backchannelLogoutRoutes, logoutRoutes } from './login/logout.routes.ts';
import { signInRoutes } from './login/sign-in.routes.ts';
import { SignIns } from './login/sign-ins.ts';
import { TokenKeeper } from './login/token-keeper.ts';
import { WebSessions } from './login/web-sessions.ts';
import { overviewService } from './overview/overview.service.ts';
import { pageRouter } from './page/page.routes.ts';
import { problemCatalogue } from './problem-catalogue.ts';
import { Seal } from './store/seal.ts';
import type { SessionStore } from './store/session-store.ts';
import { Sweep } from './sweep.ts';
import { sync as syncWith } from './sync/sync.ts';

export interface AppDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly store: SessionStore;
}

/** Calls to the plugin in flight at once; more would only queue inside Keycloak. */
const pluginCalls = 32;

/** Puts the bridge together. Wiring only: it opens no port and starts no timer. */
export function createApp({ config, log, store }: AppDeps): { app: Express; sweep: Sweep } {
  const { basePath } = config;
  const provider = new OidcProvider(config);
  const tokens = new TokenEndpoint(provider, config);
  const seal = new Seal(config.sessionKey);
  const cookies = new Cookies(config);
  const sessions = new WebSessions(store, seal, log, config);
  const keeper = new TokenKeeper(sessions, store, tokens);
  const service = serviceToken(tokens);
  const plugin = pluginApi({
    realmUrl: config.internalRealmUrl,
    fetch: limitedFetch(pluginCalls),
    serviceToken: service,
    problemKinds: problemCatalogue,
    log,
  });
  const admin = adminApi({ baseUrl: config.keycloakInternalUrl, realm: config.realm, serviceToken: service });
  const sync = syncWith({ admin, log });
  const client = clientConfigOf(config);
  const overview = overviewService({ plugin, origin: config.origin, accountUrl: client.accountUrl });
  const limits = rateLimits(config, store);

  const signIn = { config, log, cookies, provider, tokens, signIns: new SignIns(store, seal), sessions, store };
  const whoCalls = webSessionReader(cookies, sessions, keeper);
  const guard = changingRequestGuard(config.origin);

  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.use(healthRoutes({ store, provider, plugin: pluginPresence({ realmUrl: config.internalRealmUrl }) }));
  routes.use('/auth', backchannelLogoutRoutes(signIn));
  // Files with a hash in their name are the same for everybody.
  routes.use(exceptBelow('/assets/', limits.address), exceptBelow('/assets/', whoCalls), guard);
  routes.use(['/auth/login', '/auth/actions', '/auth/callback'], limits.signIn, limits.signInOfSite);
  routes.use('/auth', signInRoutes({ ...signIn, refusal: (person) => sync.atSignIn(person) }), logoutRoutes(signIn));
  routes.use(
    '/api',
    limits.user,
    apiRouter({ config: client, origin: config.origin, plugin, overview, sync, webSessions: sessions, log }),
  );
  routes.use(pageRouter({ config: client, consoleDir: config.consoleDir, overview, log }));

  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('case sensitive routing', true);
  app.use(requestContext(config.trustedProxies, log), requestLog(log), securityHeaders(config));
  // Browsers read it from the host's root; a proxy that serves only the base path can lead there from it.
  app.use([...new Set(['/.well-known', `${basePath}/.well-known`])], limits.address, wellKnownRoutes(config));
  app.use(basePath === '' ? '/' : basePath, routes);
  app.use(() => {
    throw new Problem(problems.notFound);
  });
  app.use(errorHandler(log, basePath));
  return { app, sweep: new Sweep({ store, sessions, tokens: keeper, log, seconds: config.sweepSeconds }) };
}

const exceptBelow =
  (path: string, handler: RequestHandler): RequestHandler =>
  (req: Request, res: Response, next: NextFunction) =>
    req.path.startsWith(path) ? next() : handler(req, res, next);
