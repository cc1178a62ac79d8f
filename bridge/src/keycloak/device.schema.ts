import { z } from 'zod';

/** A device in the words of Keycloak's own parsing. */
export const device = z.object({
  browser: z.string().nullable().meta({ description: 'Name without version; null when it is not known.' }),
  os: z.string().nullable(),
  type: z.enum(['desktop', 'mobile', 'other', 'unknown']),
});
