import { clientConfigRoutes } from './client-config/client-config.routes.ts';
import { reauthenticationRoutes } from './features/reauthentication/reauthentication.routes.ts';
import { sessionsRoutes } from './features/sessions/sessions.routes.ts';
import { overviewRoutes } from './overview/overview.routes.ts';

/** Every operation of the API, by operation id: what Express serves and what `openapi.json` tells. */
export const apiRoutes = {
  ...clientConfigRoutes,
  ...overviewRoutes,
  ...sessionsRoutes,
  ...reauthenticationRoutes,
};
