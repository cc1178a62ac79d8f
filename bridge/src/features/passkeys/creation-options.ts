import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { CreationPolicy } from '../../keycloak/creation-policy.schema.ts';
import type { enrolment, pluginEnrolment } from './passkeys.schema.ts';
import { webAuthn } from './webauthn.ts';

/** Milliseconds that a challenge waits for its answer. */
export const challengeLife = 300_000;

/** 256 random bits, base64url. */
export const newChallenge = (): string => randomBytes(32).toString('base64url');

/**
 * Whether a passkey may be made without a prompt. Where nobody vouches for an authenticator, what it says of presence and
 * verification is its own word anyway; a passkey shows both when it is used.
 */
export const allowsUnprompted = ({ attestation, aaguids, attachment }: CreationPolicy): boolean =>
  attestation === 'none' && aaguids.length === 0 && attachment !== 'cross-platform';

/** What the browser is asked to make: the realm's policy in the words of WebAuthn L3 §5.4. */
export const creationOptions = async (
  { policy, user, exclude }: z.output<typeof pluginEnrolment>,
  challenge: string,
): Promise<z.output<typeof enrolment>['options']> => {
  const { attachment, residentKey, userVerification } = policy;
  const selection = {
    ...(attachment === null ? {} : { authenticatorAttachment: attachment }),
    ...(residentKey === null ? {} : { residentKey }),
    ...(userVerification === null ? {} : { userVerification }),
  };
  const { generateRegistrationOptions } = await webAuthn();
  const timeout = Math.min((policy.timeoutSeconds || Infinity) * 1000, challengeLife);
  const {
    user: made,
    pubKeyCredParams,
    ...options
  } = await generateRegistrationOptions({
    rpName: policy.rpName,
    rpID: policy.rpId,
    // The UTF-8 bytes of the person's id: by them Keycloak finds who signs in.
    userID: Uint8Array.from(Buffer.from(user.id, 'base64url')),
    userName: user.name,
    userDisplayName: user.displayName,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    timeout,
    authenticatorSelection: selection,
    supportedAlgorithmIDs: policy.algorithms,
  });
  return {
    ...options,
    rp: { id: policy.rpId, name: policy.rpName },
    user: made,
    timeout,
    pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key', alg })),
    attestation: policy.attestation,
    // The library narrows transports to those it knows; browsers let go what they do not know.
    excludeCredentials: exclude.map((key) => ({ type: 'public-key', ...key })),
    authenticatorSelection: selection,
    extensions: { credProps: true },
  };
};
