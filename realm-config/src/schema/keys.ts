import { z } from 'zod';
import { duration } from './duration.ts';

const degree = z.enum(['required', 'preferred', 'discouraged']);

// WebAuthn L3 §5.1.2: a domain, never an address or an origin.
const relyingPartyId = z
  .string()
  .regex(
    /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'expected a host name in small letters such as shop.example, without https:// and port',
  );

const model = z
  .string()
  .regex(
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'expected an AAGUID such as 01020304-0506-0708-0102-030405060708',
  )
  .transform((aaguid) => aaguid.toLowerCase());

const policy = {
  enabled: z.boolean().optional(),
  'relying-party-id': relyingPartyId.optional(),
  'relying-party-name': z.string().min(1).max(255).optional(),
  algorithms: z
    .array(z.enum(['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'Ed25519']))
    .min(1, 'expected at least one algorithm such as ES256')
    .optional(),
  attestation: z.enum(['none', 'indirect', 'direct']).optional(),
  attachment: z.enum(['any', 'platform', 'cross-platform']).optional(),
  discoverable: degree.optional(),
  'user-verification': degree.optional(),
  authenticators: z.array(model).optional(),
  // The challenge that the bridge gives lives no longer.
  timeout: duration.refine((seconds) => seconds >= 10 && seconds <= 300, 'expected 10s to 5m').optional(),
  'avoid-same-authenticator': z.boolean().optional(),
};

/** What new security keys must be like, and whether the sign-in asks for them after the password. */
export const securityKeys = z.strictObject(policy);

/** What new passkeys must be like, whether they sign in, and how many keys of both kinds a user may have. */
export const passkeys = z.strictObject({ ...policy, max: z.int().min(1).max(999).optional() });

export type KeyDeclaration = z.infer<typeof securityKeys>;
