import { z } from 'zod';

/** Base64url without padding, as `PublicKeyCredential.toJSON()` writes it. */
export const encoded = (longest: number) => z.base64url().min(1).max(longest);

/** Bytes of a credential id: at most 1,023 (WebAuthn L3 §4). */
export const credentialId = encoded(1400);

const descriptor = z.object({
  type: z.literal('public-key'),
  id: credentialId,
  transports: z.array(z.string()).optional(),
});

export const descriptors = z.array(descriptor);

const userVerification = z.enum(['required', 'preferred', 'discouraged']);

/** What the plugin wants signed; Keycloak's own check of the answer follows there. */
export const requestOptions = z
  .object({
    challenge: encoded(100),
    rpId: z.string(),
    userVerification: userVerification.optional(),
    timeout: z.int().positive().optional().meta({ description: 'Milliseconds.' }),
    allowCredentials: descriptors,
  })
  .meta({
    id: 'AssertionOptions',
    description: 'For `PublicKeyCredential.parseRequestOptionsFromJSON()` (WebAuthn L3).',
  });

/** One question of the plugin to a key of the person. */
export const pluginChallenge = z.object({ id: z.string(), expiresAt: z.iso.datetime(), publicKey: requestOptions });

export const challenge = z
  .object({ id: z.string(), expiresAt: z.iso.datetime(), options: requestOptions })
  .meta({ id: 'AssertionChallenge', description: 'What a key is to sign. Good for one answer.' });

/** An answer to it as the browser writes it; what else it puts beside is let go. */
export const assertionResponse = z
  .object({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.object({
      authenticatorData: encoded(2000),
      clientDataJSON: encoded(4000),
      signature: encoded(2000),
      userHandle: z.base64url().max(128).nullish(),
    }),
  })
  .meta({
    id: 'AssertionResponse',
    description: 'What `PublicKeyCredential.toJSON()` answers after a touch of the key.',
  });

/** The answer to a challenge that was given before, as a proof. */
export const assertion = z
  .strictObject({ id: z.string().max(64).meta({ description: 'Of the challenge.' }), response: assertionResponse })
  .meta({ id: 'Assertion', description: 'A passkey or security key, in answer to a challenge.' });

export type Assertion = z.output<typeof assertion>;

/** A proof with the assertion in it, where there is one, in the plugin's words. */
export const inPluginWords = <Proof extends { readonly assertion?: Assertion | undefined }>({
  assertion: given,
  ...proof
}: Proof) =>
  given === undefined ? proof : { ...proof, assertion: { id: given.id, ...pluginAssertion(given.response) } };

/** The answer in the plugin's words. */
export const pluginAssertion = ({ id, response }: z.output<typeof assertionResponse>) => ({
  credentialId: id,
  authenticatorData: response.authenticatorData,
  clientDataJSON: response.clientDataJSON,
  signature: response.signature,
  userHandle: response.userHandle || null,
});
