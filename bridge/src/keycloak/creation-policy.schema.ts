import { z } from 'zod';

const requirement = z.enum(['required', 'preferred', 'discouraged']).nullable();

/** One of the realm's two WebAuthn policies, with what Keycloak leaves unsaid filled in. */
export const creationPolicy = z.object({
  rpId: z.string().min(1).max(253),
  rpName: z.string(),
  /** COSE numbers, the preferred first. */
  algorithms: z.array(z.int()).min(1),
  attestation: z.enum(['none', 'indirect', 'direct', 'enterprise']),
  attachment: z.enum(['platform', 'cross-platform']).nullable(),
  residentKey: requirement,
  userVerification: requirement,
  /** 0: as the bridge likes. */
  timeoutSeconds: z.int().nonnegative(),
  /** The models that may be enrolled; empty: all. */
  aaguids: z.array(z.string()),
  avoidSameAuthenticator: z.boolean(),
});

export type CreationPolicy = z.output<typeof creationPolicy>;
