import { z } from 'zod';

/** Whether users have a PIN, what it must be like, and whether applications may ask for it. What is left out is untouched. */
export const pin = z.strictObject({
  mode: z.enum(['on', 'read-only', 'off']).optional(),
  'min-digits': z.int().min(4).max(12).optional(),
  'hold-hours': z.int().min(0).max(720).optional(),
  missing: z.enum(['set-up', 'refuse']).optional(),
  'step-up': z.boolean().optional(),
});
