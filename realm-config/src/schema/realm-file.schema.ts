import { z } from 'zod';
import { duration } from './duration.ts';
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

/** A realm file: what Keyhold needs from one realm. Whatever it does not name stays as it is in Keycloak. */
export const realmFileSchema = z.strictObject({
  realm: name.refine((realm) => realm !== 'master', 'the master realm is never managed: it holds the administrators'),
  create: z.boolean().default(false),
  'display-name': z.string().min(1).max(255).optional(),
  'page-url': baseUrl,
  bridge,
  lifetimes: lifetimes.default({}),
  'brute-force': bruteForce.optional(),
  mail: mail.optional(),
});

export type RealmFile = z.infer<typeof realmFileSchema>;
