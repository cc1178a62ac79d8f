import { z } from 'zod';

/** Which of Keycloak's two WebAuthn types: one that signs in alone, or one that comes after the password. */
export const keyKind = z
  .enum(['passkey', 'security-key'])
  .meta({ description: 'Passkey: signs in alone. Security key: second factor after the password.' });

export type KeyKind = z.output<typeof keyKind>;
