import { z } from 'zod';
import { assertion } from '../../factors/assertion.schema.ts';
import { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import { pluginGrant } from '../reauthentication/reauthentication.schema.ts';

/** What the card says of the password. */
export const passwordState = z
  .object({
    state: z.enum(['set', 'missing', 'elsewhere', 'read-only']).meta({
      description:
        'Elsewhere: the person signs in through another provider. Read-only: a directory keeps it and allows no change from here.',
    }),
    changedAt: z.iso.datetime().nullable().meta({ description: 'Null when Keycloak does not know.' }),
    provider: z.string().nullable().meta({ description: 'Name of the place that keeps it; null when it is Keycloak.' }),
  })
  .meta({ id: 'PasswordState', description: 'Whether there is a password here and since when.' });

export const passwordRule = z
  .object({
    id: z.string().meta({ description: "Keycloak's id of the policy." }),
    value: z
      .string()
      .nullable()
      .meta({ description: 'The number that the rule sets; null where it has none, or tells none.' }),
    check: z.enum(['live', 'on-save']).meta({
      description: 'Live: a browser can tick it while the person types. On save: only Keycloak can check it.',
    }),
    text: z.string().meta({ description: "Keycloak's own sentence for a password that breaks it." }),
  })
  .meta({ id: 'PasswordRule', description: 'One rule of the realm for passwords.' });

export const passwordRules = z
  .object({ items: z.array(passwordRule) })
  .meta({ id: 'PasswordRules', description: 'Every rule that a new password must meet.' });

/** As Keycloak's own pages accept them. Nothing is trimmed or normalised: a password is what was typed. */
const password = z.string().min(1).max(1024);

export const passwordChange = z
  .strictObject({
    currentPassword: password,
    code: z.string().max(64).optional().meta({ description: 'Where the person has an authenticator app.' }),
    assertion: assertion.optional().meta({ description: 'A security key, in place of the code.' }),
    newPassword: password,
    endOtherSessions: z.boolean(),
  })
  .refine(({ code, assertion }) => code === undefined || assertion === undefined, {
    error: 'either a code or a key',
    path: ['assertion'],
  })
  .meta({ id: 'PasswordChange', description: 'A new password, with the current one (and a code) as the proof.' });

export type PasswordChange = z.output<typeof passwordChange>;

/** What the plugin answers; the grant in it (for ending the rest) goes no further than the web session. */
export const pluginPasswordChange = endedSessions.extend({ grant: pluginGrant.optional() });
