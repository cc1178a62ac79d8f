import { z } from 'zod';

const digits = z
  .object({ min: z.int().min(4).max(12), max: z.int().min(4).max(12) })
  .meta({ id: 'PinDigits', description: 'How many digits a new PIN has at least and at most.' });

/** What the card says of the PIN; also the answer of every change. */
export const pinState = z
  .object({
    state: z.enum(['available', 'read-only', 'off', 'unavailable']).meta({
      description:
        'Read-only: a PIN is asked, and none is set or changed. Off: this realm has no PINs. Unavailable: Keycloak lacks the key that PINs are checked with.',
    }),
    digits,
    setAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When it was set or changed last; null when there is none.' }),
    triesLeft: z
      .int()
      .min(1)
      .max(4)
      .nullable()
      .meta({ description: 'Until the next pause; null when nothing was wrong since the last right one or pause.' }),
    pausedUntil: z.iso.datetime().nullable().meta({ description: 'No PIN is checked until then.' }),
    disabled: z.boolean().meta({ description: 'Wrong 100 times in a row: only setting it anew helps.' }),
    heldUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Until then it counts as newly set; null when that is over.' }),
  })
  .meta({ id: 'PinState', description: 'Whether there is a PIN, since when, and whether it can be used now.' });

export const pinRules = z
  .object({
    digits,
    birthdays: z
      .array(z.string())
      .meta({ description: 'What a PIN must not contain: ways to write the birthday of the person.' }),
    common: z.array(z.string()).meta({ description: 'What a PIN must not be: the most common ones.' }),
  })
  .meta({
    id: 'PinRules',
    description: 'What a new PIN is measured by, as far as a browser cannot know it by itself.',
  });

/** What was typed, whatever that is: the plugin says by rule what is wrong with it. Nothing is trimmed or normalised. */
const pin = z.string().max(64);

export const newPin = z.strictObject({ pin }).meta({ id: 'NewPin' });

export const pinChange = z
  .strictObject({ currentPin: pin, pin })
  .meta({ id: 'PinChange', description: 'A new PIN, with the current one as the proof.' });

export type PinChange = z.output<typeof pinChange>;
