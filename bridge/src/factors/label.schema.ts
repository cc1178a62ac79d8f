import { z } from 'zod';

/** Any text on one line; markup in it is text like any other. The plugin takes the spaces around it away. */
export const label = z
  .string()
  .refine((text) => Array.from(text.trim()).length <= 255, 'expected at most 255 characters')
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.trim()), 'expected one line of text')
  .meta({ description: 'At most 255 characters on one line.' });

/** The same, and not empty. */
export const name = label.refine((text) => text.trim() !== '', 'expected a name');
