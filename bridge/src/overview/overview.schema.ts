import { z } from 'zod';
import { passwordState } from '../features/password/password.schema.ts';
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
    }),
    sessions: z.object({ items: z.array(session) }),
    reauthentication,
    password: passwordState,
    totp: totpState,
    recoveryCodes: recoveryCodesState,
  })
  .meta({ id: 'Overview', description: 'The first state of every card, from one call to Keycloak.' });

export type Overview = z.output<typeof overview>;
