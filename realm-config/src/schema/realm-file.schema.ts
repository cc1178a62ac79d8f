import { z } from 'zod';
import { duration } from './duration.ts';
import { passkeys, securityKeys } from './keys.ts';
import { passwordPolicy } from './password-policy.ts';
import { pin } from './pin.ts';
import { baseUrl } from './url.ts';

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected letters, digits, dot, dash or underscore');

const bridge = z.strictObject({
  'client-id': name.refine((id) => id !== 'keyhold', 'the name keyhold is taken by the client that carries the roles'),
  'client-secret': z.string().min(16, 'expected at least 16 characters'),
  'internal-url': baseUrl.optional(),
});

const lifetimes = z.strictObject({
  'access-token': duration.optional(),
  'session-idle': duration.optional(),
  'session-max': duration.optional(),
  'offline-session-idle': duration.optional(),
  'offline-session-max': z
    .union([z.literal('unlimited'), duration], 'expected a time span such as 60d, or unlimited')
    .optional(),
  'sign-in': duration.optional(),
});

const bruteForce = z.strictObject({
  failures: z.int().min(1).max(1000),
  wait: duration.optional(),
  'max-wait': duration.optional(),
  'reset-after': duration.optional(),
  permanent: z.boolean().optional(),
});

const mail = z.strictObject({
  host: z.string().min(1),
  port: z.coerce.number().pipe(z.int().min(1).max(65_535)),
  from: z.email(),
  'from-name': z.string().optional(),
});

const otp = z.strictObject({
  digits: z.union([z.literal(6), z.literal(8)], 'expected 6 or 8').optional(),
  period: duration.refine((seconds) => seconds >= 10 && seconds <= 300, 'expected 10s to 5m').optional(),
  algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']).optional(),
  'look-around': z.int().min(0).max(10).optional(),
});

// Keycloak's own words for languages, such as de or zh-Hans.
const languages = z
  .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language such as en or pt-BR'))
  .min(1, 'expected at least one language');

/** A realm file: what Keyhold needs from one realm. Whatever it does not name stays as it is in Keycloak. */
export const realmFileSchema = z
  .strictObject({
    realm: name.refine((realm) => realm !== 'master', 'the master realm is never managed: it holds the administrators'),
    create: z.boolean().default(false),
    'display-name': z.string().min(1).max(255).optional(),
    'page-url': baseUrl,
    bridge,
    lifetimes: lifetimes.default({}),
    'brute-force': bruteForce.optional(),
    mail: mail.optional(),
    languages: languages.optional(),
    'second-factor': z.enum(['optional', 'required']).optional(),
    reauthentication: z.enum(['full', 'password']).optional(),
    otp: otp.optional(),
    passkeys: passkeys.optional(),
    'security-keys': securityKeys.optional(),
    pin: pin.optional(),
    'password-policy': passwordPolicy.optional(),
    'forgot-password': z.boolean().optional(),
    'account-page': z.enum(['keyhold', 'stock']).optional(),
  })
  .refine((file) => file['security-keys']?.enabled === undefined || file['second-factor'] !== undefined, {
    path: ['security-keys', 'enabled'],
    message: 'their step stands in the flow of second-factor, which this file does not declare',
  })
  .refine((file) => file.pin?.['step-up'] === undefined || file['second-factor'] !== undefined, {
    path: ['pin', 'step-up'],
    message: 'its step stands in the flow of second-factor, which this file does not declare',
  });

export type RealmFile = z.infer<typeof realmFileSchema>;
