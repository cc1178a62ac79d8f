import { clientConfigRoutes } from './client-config/client-config.routes.ts';
import { passkeysRoutes } from './features/passkeys/passkeys.routes.ts';
import { passwordRoutes } from './features/password/password.routes.ts';
import { pinRoutes } from './features/pin/pin.routes.ts';
import { reauthenticationRoutes } from './features/reauthentication/reauthentication.routes.ts';
import { recoveryCodesRoutes } from './features/recovery-codes/recovery-codes.routes.ts';
import { sessionsRoutes } from './features/sessions/sessions.routes.ts';
import { totpRoutes } from './features/totp/totp.routes.ts';
import { overviewRoutes } from './overview/overview.routes.ts';

/** Every operation of the API, by operation id: what Express serves and what `openapi.json` tells. */
export const apiRoutes = {
  ...clientConfigRoutes,
  ...overviewRoutes,
  ...sessionsRoutes,
  ...reauthenticationRoutes,
  ...passwordRoutes,
  ...totpRoutes,
  ...passkeysRoutes,
  ...pinRoutes,
  ...recoveryCodesRoutes,
};
