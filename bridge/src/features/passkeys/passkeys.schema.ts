import { z } from 'zod';
import { assertionResponse, credentialId, descriptors, encoded } from '../../factors/assertion.schema.ts';
import { firstCodes } from '../../factors/fresh-codes.schema.ts';
import { keyKind } from '../../factors/key-kind.schema.ts';
import { label, name } from '../../factors/label.schema.ts';
import { device } from '../../keycloak/device.schema.ts';
import { creationPolicy } from '../../keycloak/creation-policy.schema.ts';
import { pathId } from '../../keycloak/path-id.ts';

const transports = z.array(z.string().min(1).max(32)).max(10);

export const passkeyItem = z
  .object({
    id: z.string(),
    label: z.string().nullable(),
    model: z.string().nullable().meta({ description: 'As Keycloak knows it by the AAGUID.' }),
    icon: z
      .object({ light: z.url({ protocol: /^https?$/ }), dark: z.url({ protocol: /^https?$/ }) })
      .nullable()
      .meta({ description: "Of the model, on Keycloak's own host." }),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    lastUsedWith: device.nullable(),
    synced: z.boolean().nullable().meta({ description: 'False: it lives on this device only. Null: not known.' }),
    credentialId: credentialId.meta({ description: "For the browser's own store (Signal API)." }),
    transports: z.array(z.string()),
  })
  .meta({ id: 'Passkey', description: 'One passkey or security key of the person.' });

const pluginKeys = z.object({
  state: z
    .enum(['available', 'off'])
    .meta({ description: 'Off: the sign-in of this realm takes none. Those that are there are listed all the same.' }),
  relyingParty: z.object({ id: z.string(), name: z.string() }),
  items: z.array(passkeyItem),
});

const keys = pluginKeys
  .extend({ here: z.boolean().meta({ description: 'This page shares the relying party: ceremonies can run in it.' }) })
  .meta({ id: 'KeysState', description: 'The keys of one kind, and whether more can be added.' });

const section = {
  required: z.boolean().meta({ description: 'The realm demands a second factor: the last one stays.' }),
  max: z.int().nonnegative().meta({ description: 'Keys that a person may have, both kinds together.' }),
};

/** What the plugin tells; whether the page shares the relying party only the bridge knows. */
export const pluginPasskeysState = z.object({ ...section, passkeys: pluginKeys, securityKeys: pluginKeys });

export const passkeysState = z
  .object({ ...section, passkeys: keys, securityKeys: keys })
  .meta({ id: 'PasskeysState', description: 'The passkeys and security keys of the person.' });

export const passkeyParams = z.strictObject({ id: z.string() });

export const enrolmentStart = z
  .strictObject({
    kind: keyKind,
    mediation: z
      .literal('conditional')
      .optional()
      .meta({ description: 'The browser can make a passkey without a prompt, and the page would try that first.' }),
  })
  .meta({ id: 'PasskeyEnrolmentStart' });

/** What the plugin answers to a start. */
export const pluginEnrolment = z.object({
  id: z.string().regex(pathId, 'expected an id'),
  expiresAt: z.iso.datetime(),
  kind: keyKind,
  policy: creationPolicy,
  user: z.object({ id: encoded(128), name: z.string(), displayName: z.string() }),
  exclude: z.array(z.object({ id: credentialId, transports: z.array(z.string()) })),
});

const creationOptions = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: encoded(128), name: z.string(), displayName: z.string() }),
    challenge: encoded(100),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
    timeout: z.int().positive().meta({ description: 'Milliseconds.' }),
    excludeCredentials: descriptors,
    authenticatorSelection: z.object({
      authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
      residentKey: z.enum(['required', 'preferred', 'discouraged']).optional(),
      requireResidentKey: z.boolean().optional(),
      userVerification: z.enum(['required', 'preferred', 'discouraged']).optional(),
    }),
    attestation: z.enum(['none', 'indirect', 'direct', 'enterprise']),
    extensions: z.object({ credProps: z.literal(true) }),
  })
  .meta({
    id: 'PasskeyCreationOptions',
    description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON()` (WebAuthn L3).',
  });

export const enrolment = z
  .object({
    id: z.string(),
    expiresAt: z.iso.datetime(),
    options: creationOptions,
    mediation: z.enum(['conditional', 'optional']).meta({
      description: 'Of `navigator.credentials.create()`. Conditional: a passkey made without a prompt is taken.',
    }),
  })
  .meta({ id: 'PasskeyEnrolment', description: 'A key on its way in; it counts once its registration was verified.' });

export const registrationResponse = z
  .object({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: encoded(4000),
      attestationObject: encoded(40_000),
      transports: transports.optional(),
    }),
    clientExtensionResults: z.object({ credProps: z.object({ rk: z.boolean().optional() }).optional() }).optional(),
  })
  .meta({
    id: 'RegistrationResponse',
    description: 'What `PublicKeyCredential.toJSON()` answers after `navigator.credentials.create()`.',
  });

export type RegistrationResponse = z.output<typeof registrationResponse>;

export const confirmation = z
  .strictObject({
    response: registrationResponse,
    label: label.nullable().meta({ description: 'Null or empty: the plugin chooses a name.' }),
  })
  .meta({ id: 'PasskeyConfirmation', description: 'The registration, and the name that the key gets.' });

export type Confirmation = z.output<typeof confirmation>;

export const enrolled = z.object({ item: passkeyItem, recoveryCodes: firstCodes }).meta({ id: 'PasskeyEnrolled' });

export const rename = z.strictObject({ label: name }).meta({ id: 'PasskeyRename' });

export const redirectStart = z.strictObject({ kind: keyKind }).meta({ id: 'PasskeyRedirectStart' });

/** What the plugin answers: the required action of Keycloak that may be started once. */
export const pluginRedirect = z.object({
  action: z.enum(['webauthn-register', 'webauthn-register-passwordless']),
  expiresAt: z.iso.datetime(),
});

export const redirect = z
  .object({
    location: z.string().meta({ description: 'Where the browser goes; it comes back with `?outcome=…`.' }),
  })
  .meta({ id: 'PasskeyRedirect', description: "The way through Keycloak's own page." });

export const testStart = z
  .strictObject({ credential: z.string().regex(pathId, 'expected an id') })
  .meta({ id: 'PasskeyTestStart' });

export const testConfirmation = z.strictObject({ response: assertionResponse }).meta({ id: 'PasskeyTestConfirmation' });
