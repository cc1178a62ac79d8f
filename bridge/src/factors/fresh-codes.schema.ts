import { z } from 'zod';

export const freshCodes = z
  .object({ set: z.string(), codes: z.array(z.string()) })
  .meta({ id: 'FreshRecoveryCodes', description: 'Recovery codes; told this once.' });

/** What a first second factor brings along. */
export const firstCodes = freshCodes.nullable().meta({ description: 'A first set for a person who had none.' });
