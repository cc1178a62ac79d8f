import { createHash } from 'node:crypto';
import type { StoredEnrolment } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { passkeysProblems } from './passkeys.problems.ts';
import type { RegistrationResponse } from './passkeys.schema.ts';
import { webAuthn, type WebAuthn } from './webauthn.ts';

/** Why a registration cannot be taken. */
type Reason =
  | 'algorithm'
  | 'attestation'
  | 'authenticator'
  | 'challenge'
  | 'malformed'
  | 'not-discoverable'
  | 'origin'
  | 'relying-party'
  | 'type'
  | 'user-presence'
  | 'user-verification';

type Enrolment = Pick<StoredEnrolment<'passkeys'>, 'challenge' | 'kind' | 'mediation' | 'policy'>;

/** Which flags a person's gesture must have set: none of a key that the browser may make without a prompt (WebAuthn L3 §7.1). */
const demanded = ({ mediation, policy }: Enrolment) => ({
  requireUserPresence: mediation !== 'conditional',
  requireUserVerification: mediation !== 'conditional' && policy.userVerification === 'required',
});

/** Milliseconds; less than a claim lives. */
const statementLimit = 5000;

const refused = (reason: Reason, cause?: unknown): Problem =>
  new Problem(passkeysProblems.registrationRefused, { members: { reason }, cause });

/**
 * Checks a registration against its challenge, this page and the realm's policy: Keycloak re-checks none of it at sign-in.
 * Throws `registration-refused` with the first reason found, whatever the browser sent (WebAuthn L3 §7.1).
 */
export const verifyRegistration = async (
  response: RegistrationResponse,
  enrolment: Enrolment,
  origin: string,
): Promise<void> => {
  const { policy, challenge, kind } = enrolment;
  const library = await webAuthn();
  checkClientData(library, response, challenge, origin);
  const aaguid = checkAuthenticator(library, response, enrolment);
  if (kind === 'passkey' && response.clientExtensionResults?.credProps?.rk === false) throw refused('not-discoverable');
  if (policy.aaguids.length > 0 && !policy.aaguids.some((allowed) => allowed.toLowerCase() === aaguid)) {
    throw refused('authenticator');
  }
  await verifyStatement(library, response, enrolment, origin);
};

/** Steps 5 to 12: what the browser signed for. */
const checkClientData = (
  { decodeClientDataJSON }: WebAuthn,
  { response }: RegistrationResponse,
  challenge: string,
  origin: string,
): void => {
  const data = malformedUnless(() => {
    const read: unknown = decodeClientDataJSON(response.clientDataJSON);
    if (typeof read !== 'object' || read === null) throw new Error('The client data is no object');
    return read as Readonly<Record<string, unknown>>;
  });
  if (data['type'] !== 'webauthn.create') throw refused('type');
  if (data['challenge'] !== challenge) throw refused('challenge');
  // In a frame of another site the person does not see for whom the key is made.
  if (data['origin'] !== origin || data['crossOrigin'] === true) throw refused('origin');
};

/** Steps 13 to 20: what the authenticator says of itself. Answers its AAGUID. */
const checkAuthenticator = (
  library: WebAuthn,
  { id, response }: RegistrationResponse,
  enrolment: Enrolment,
): string => {
  const { policy } = enrolment;
  const { requireUserPresence, requireUserVerification } = demanded(enrolment);
  const { data, algorithm } = malformedUnless(() => readAuthenticator(library, id, response.attestationObject));
  if (!createHash('sha256').update(policy.rpId).digest().equals(data.rpIdHash)) throw refused('relying-party');
  if (requireUserPresence && !data.flags.up) throw refused('user-presence');
  if (requireUserVerification && !data.flags.uv) throw refused('user-verification');
  if (!policy.algorithms.includes(algorithm)) throw refused('algorithm');
  return uuid(data.aaguid);
};

const readAuthenticator = (library: WebAuthn, id: string, attestationObject: string) => {
  const { cose, decodeAttestationObject, decodeCredentialPublicKey, isoBase64URL, parseAuthenticatorData } = library;
  const data = parseAuthenticatorData(
    decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData'),
  );
  const { aaguid, credentialID, credentialPublicKey } = data;
  if (aaguid?.length !== 16 || credentialID === undefined || credentialPublicKey === undefined) {
    throw new Error('No credential in it');
  }
  if (credentialID.length === 0 || credentialID.length > 1023 || isoBase64URL.fromBuffer(credentialID) !== id) {
    throw new Error('Another credential than the one that is named');
  }
  const algorithm = decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg);
  if (typeof algorithm !== 'number') throw new Error('A key without an algorithm');
  return { data: { ...data, aaguid }, algorithm };
};

/** Steps 21 to 24: who vouches for the authenticator; and all of the above once more, by the library. */
const verifyStatement = async (
  { verifyRegistrationResponse }: WebAuthn,
  response: RegistrationResponse,
  enrolment: Enrolment,
  origin: string,
): Promise<void> => {
  const { policy, challenge } = enrolment;
  const verification = verifyRegistrationResponse({
    response: { ...response, response: withoutTransports(response), clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: policy.rpId,
    ...demanded(enrolment),
    supportedAlgorithmIDs: policy.algorithms,
  });
  const verdict = await Promise.race([verification, tooLate()]).catch((cause: unknown) => {
    throw refused('attestation', cause);
  });
  if (!verdict.verified) throw refused('attestation');
  if (policy.attestation !== 'none' && verdict.registrationInfo.fmt === 'none') throw refused('attestation');
};

/** For some models the library asks whether a certificate was revoked, at whatever address stands in it. */
const tooLate = (): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('The attestation could not be checked in time')), statementLimit).unref();
  });

const withoutTransports = ({ response: { attestationObject, clientDataJSON } }: RegistrationResponse) => ({
  attestationObject,
  clientDataJSON,
});

const malformedUnless = <Read>(read: () => Read): Read => {
  try {
    return read();
  } catch (cause) {
    throw refused('malformed', cause);
  }
};

const uuid = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
