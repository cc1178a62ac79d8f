import { z } from 'zod';
import { keyKind } from '../factors/key-kind.schema.ts';
import { creationPolicy } from '../keycloak/creation-policy.schema.ts';
import { totpPolicy } from '../keycloak/totp-policy.schema.ts';

/** Tokens of one Keycloak session; they never leave the server. */
export const tokensSchema = z.object({
  accessToken: z.string(),
  /** Milliseconds of the epoch; from here on the access token might die on its way. */
  renewAt: z.number(),
  refreshToken: z.string(),
});

const grantSchema = z.object({
  operation: z.string(),
  target: z.string(),
  grant: z.string(),
  expiresAt: z.string(),
  covers: z.array(z.string()).readonly().optional(),
});

const anyEnrolment = z.object({
  id: z.string(),
  grant: z.string(),
  expiresAt: z.string(),
  claimedUntil: z.number().optional(),
});

const enrolmentSchema = z.discriminatedUnion('room', [
  anyEnrolment.extend({
    room: z.literal('totp'),
    secret: z.string(),
    policy: totpPolicy,
    replaces: z.string().nullable(),
  }),
  anyEnrolment.extend({
    room: z.literal('passkeys'),
    kind: keyKind,
    policy: creationPolicy,
    challenge: z.string(),
    mediation: z.literal('conditional').optional(),
  }),
]);

/** What the sealed row of a web session holds. A row of another shape (an older release) counts as no session. */
export const webSessionSchema = z.object({
  subject: z.string(),
  username: z.string(),
  keycloakSession: z.string(),
  /** Milliseconds of the epoch; also beside the row, for the store. This one counts: nobody but the bridge can write it. */
  endsAt: z.number(),
  idToken: z.string(),
  tokens: tokensSchema,
  grants: z.array(grantSchema),
  enrolments: z.array(enrolmentSchema).optional(),
  shown: z.string().optional(),
  syncedAt: z.number().optional(),
});

export type Tokens = z.infer<typeof tokensSchema>;
export type WebSessionContent = z.infer<typeof webSessionSchema>;
