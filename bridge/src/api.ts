import { Router, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { apiRoutes } from './api-routes.ts';
import { clientConfigHandlers } from './client-config/client-config.routes.ts';
import type { ClientConfig } from './client-config/client-config.schema.ts';
import { passkeysHandlers } from './features/passkeys/passkeys.routes.ts';
import { passkeysService } from './features/passkeys/passkeys.service.ts';
import { passwordHandlers } from './features/password/password.routes.ts';
import { passwordService } from './features/password/password.service.ts';
import { pinHandlers } from './features/pin/pin.routes.ts';
import { pinService } from './features/pin/pin.service.ts';
import { reauthenticationHandlers } from './features/reauthentication/reauthentication.routes.ts';
import { reauthenticationService } from './features/reauthentication/reauthentication.service.ts';
import { recoveryCodesHandlers } from './features/recovery-codes/recovery-codes.routes.ts';
import { recoveryCodesService } from './features/recovery-codes/recovery-codes.service.ts';
import { sessionsHandlers } from './features/sessions/sessions.routes.ts';
import { sessionsService } from './features/sessions/sessions.service.ts';
import { totpHandlers } from './features/totp/totp.routes.ts';
import { totpService } from './features/totp/totp.service.ts';
import type { WebSessionEnder } from './http/caller.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { Problem } from './http/problem.ts';
import { problems } from './http/problems.ts';
import type { PluginApi } from './keycloak/plugin-api.ts';
import { overviewHandlers } from './overview/overview.routes.ts';
import type { OverviewService } from './overview/overview.service.ts';
import { credentialParts } from './sync/shown.ts';
import type { Sync } from './sync/sync.ts';

export interface ApiDeps {
  readonly config: ClientConfig;
  /** The page's own. */
  readonly origin: string;
  readonly plugin: PluginApi;
  readonly overview: OverviewService;
  readonly sync: Sync;
  readonly webSessions: WebSessionEnder;
  readonly log: Logger;
}

const credentialRooms: readonly string[] = ['password', 'totp', 'passkeys', 'pin', 'recovery-codes'];

/**
 * Everything below `/api`. Expects `res.locals.caller` where somebody is signed in, and to stand behind the guard of changing requests;
 * throws problems for the handler of the application. Whatever no route claims is `not-found`.
 */
export const apiRouter = (deps: ApiDeps): Router => {
  const router = Router({ caseSensitive: true, strict: true });
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  mountRoutes(
    router,
    apiRoutes,
    {
      ...clientConfigHandlers(deps.config),
      ...overviewHandlers(deps.overview),
      ...sessionsHandlers(sessionsService(deps)),
      ...reauthenticationHandlers(reauthenticationService(deps)),
      ...passwordHandlers(passwordService(deps)),
      ...totpHandlers(totpService(deps)),
      ...passkeysHandlers(passkeysService({ ...deps, basePath: deps.config.basePath })),
      ...pinHandlers(pinService(deps)),
      ...recoveryCodesHandlers(recoveryCodesService(deps)),
    },
    {
      alongside: async (caller, { changes, operationId, room }) => {
        // An overview reads everything anew: it is the answer to a change, never a sign of one.
        if (operationId === apiRoutes.getOverview.operationId) return {};
        const changesCredentials = changes && credentialRooms.includes(room);
        const { changed } = await deps.sync.beside(caller, changesCredentials ? credentialParts : []);
        return changed ? { 'X-Keyhold-Changed': '1' } : {};
      },
    },
  );
  router.use(() => {
    throw new Problem(problems.notFound);
  });
  // An address that cannot be decoded is one that nothing stands at.
  router.use((error: unknown, _req: Request, _res: Response, next: NextFunction) => {
    next(error instanceof URIError ? new Problem(problems.notFound) : error);
  });
  return router;
};
