import { z } from 'zod';
import { firstCodes } from '../../factors/fresh-codes.schema.ts';
import { label, name } from '../../factors/label.schema.ts';
import { pathId } from '../../keycloak/path-id.ts';
import { totpPolicy } from '../../keycloak/totp-policy.schema.ts';

export const totpItem = z
  .object({ id: z.string(), label: z.string().nullable(), createdAt: z.iso.datetime() })
  .meta({ id: 'AuthenticatorApp', description: 'One authenticator app of the person.' });

export const totpState = z
  .object({
    state: z.enum(['available', 'unsupported', 'off']).meta({
      description:
        'Off: the sign-in of this realm asks for no code. Unsupported: its policy is one that is not offered here.',
    }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why none can be added: `not-asked`, `hotp`, `digits`, `algorithm` or `period`.' }),
    policy: z.object({ digits: z.int(), period: z.int(), algorithm: z.string(), lookAround: z.int() }).meta({
      description: 'As the realm has it; of an unsupported one anything may be in here.',
    }),
    required: z.boolean().meta({ description: 'The realm demands a second factor: the last one stays.' }),
    items: z.array(totpItem),
  })
  .meta({ id: 'TotpState', description: 'The authenticator apps of the person.' });

/** An id of Keycloak, or one that the plugin gave. */
const id = z.string().regex(pathId, 'expected an id');

export const totpParams = z.strictObject({ id: z.string() });

export const enrolmentStart = z
  .strictObject({ replaces: id.nullable().meta({ description: 'The app that the new one takes the place of.' }) })
  .meta({ id: 'TotpEnrolmentStart' });

/** What the plugin answers to a start. */
export const pluginEnrolment = z.object({
  id,
  expiresAt: z.iso.datetime(),
  policy: totpPolicy,
  issuer: z.string(),
  account: z.string(),
});

export const enrolment = pluginEnrolment
  .extend({
    uri: z.string().meta({ description: '`otpauth:` URI for a QR code or a link.' }),
    secret: z.string().meta({ description: 'The manual key, base32.' }),
  })
  .meta({
    id: 'TotpEnrolment',
    description: 'An authenticator app on its way in; it counts once a code of it was verified.',
  });

export const confirmation = z
  .strictObject({
    code: z.string().min(1).max(64).meta({ description: 'Spaces do not matter.' }),
    label: label.nullable().meta({ description: 'Null or empty: the plugin chooses a name.' }),
  })
  .meta({ id: 'TotpConfirmation', description: 'A code of the new app, and the name it gets.' });

export type Confirmation = z.output<typeof confirmation>;

export const enrolled = z.object({ item: totpItem, recoveryCodes: firstCodes }).meta({ id: 'TotpEnrolled' });

export const rename = z.strictObject({ label: name }).meta({ id: 'TotpRename' });
