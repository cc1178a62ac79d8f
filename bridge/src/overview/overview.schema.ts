import { z } from 'zod';
import { passkeysState, pluginPasskeysState } from '../features/passkeys/passkeys.schema.ts';
import { passwordState } from '../features/password/password.schema.ts';
import { pinState } from '../features/pin/pin.schema.ts';
import { reauthentication } from '../features/reauthentication/reauthentication.schema.ts';
import { recoveryCodesState } from '../features/recovery-codes/recovery-codes.schema.ts';
import { session } from '../features/sessions/sessions.schema.ts';
import { totpState } from '../features/totp/totp.schema.ts';

/** The first state of every card. */
export const overview = z
  .object({
    user: z.object({
      id: z.string(),
      username: z.string(),
      email: z.string().optional(),
      displayName: z.string().optional(),
      administrator: z
        .boolean()
        .optional()
        .describe(
          'True for who may change the settings of the realm, and is told what is wrong with them; else left out.',
        ),
    }),
    sessions: z.object({ items: z.array(session) }),
    reauthentication,
    password: passwordState,
    totp: totpState,
    passkeys: passkeysState,
    pin: pinState,
    recoveryCodes: recoveryCodesState,
  })
  .meta({ id: 'Overview', description: 'The first state of every card, from one call to Keycloak.' });

/** What the plugin answers: it does not know where the page is. */
export const pluginOverview = overview.extend({ passkeys: pluginPasskeysState });

export type PluginOverview = z.output<typeof pluginOverview>;
export type Overview = z.output<typeof overview>;
