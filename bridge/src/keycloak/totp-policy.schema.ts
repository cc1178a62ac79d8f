import { z } from 'zod';

export const totpPolicy = z
  .object({
    digits: z.int().min(6).max(8),
    period: z.int().positive().max(86_400).meta({ description: 'Seconds.' }),
    algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']),
    lookAround: z.int().nonnegative().meta({ description: 'Periods before and after that are accepted.' }),
  })
  .meta({ id: 'TotpPolicy', description: "The realm's policy for codes of authenticator apps (RFC 6238)." });

export type TotpPolicy = z.output<typeof totpPolicy>;
