import { knowsKeys } from './knows-keys.ts';
import { creationOptions, credentialJson, requestOptions } from './webauthn-json.ts';

/** Why a ceremony of the browser gave nothing. Browsers tell little more apart, so that pages cannot find out what a user has. */
export type CeremonyFailure =
  'cancelled' | 'timed-out' | 'already-there' | 'not-possible' | 'not-answering' | 'wrong-site' | 'not-supported';

export type Ceremony<Made> =
  { readonly ok: true; readonly response: Made } | { readonly ok: false; readonly failure: CeremonyFailure };

/** Has the browser make a key: `PublicKeyCredentialCreationOptionsJSON` in, `RegistrationResponseJSON` out (WebAuthn L3 §5.1). */
export const createKey = (options: unknown): Promise<Ceremony<RegistrationResponseJSON>> => {
  const json = options as PublicKeyCredentialCreationOptionsJSON;
  return ceremony(json.timeout, () => navigator.credentials.create({ publicKey: creationOptions(json) }));
};

/** Has a key of the user sign: `PublicKeyCredentialRequestOptionsJSON` in, `AuthenticationResponseJSON` out. */
export const signWithKey = (options: unknown): Promise<Ceremony<AuthenticationResponseJSON>> => {
  const json = options as PublicKeyCredentialRequestOptionsJSON;
  return ceremony(json.timeout, () => navigator.credentials.get({ publicKey: requestOptions(json) }));
};

/** @param timeout milliseconds that the browser gives the user */
async function ceremony<Made>(timeout = Infinity, run: () => Promise<Credential | null>): Promise<Ceremony<Made>> {
  if (!knowsKeys()) return { ok: false, failure: 'not-supported' };
  const begun = performance.now();
  try {
    const credential = (await run()) as PublicKeyCredential | null;
    if (credential === null) return { ok: false, failure: 'cancelled' };
    return { ok: true, response: credentialJson(credential) as Made };
  } catch (error) {
    return { ok: false, failure: failureOf(error, performance.now() - begun >= timeout) };
  }
}

/** The names of WebAuthn L3 §5.1.3 and §5.1.4; a browser says "not allowed" both of who cancels and of who waits too long. */
function failureOf(error: unknown, isLate: boolean): CeremonyFailure {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'AbortError':
      return isLate ? 'timed-out' : 'cancelled';
    case 'TimeoutError':
      return 'timed-out';
    case 'InvalidStateError':
      return 'already-there';
    case 'NotSupportedError':
    case 'ConstraintError':
      return 'not-possible';
    // A wrong or blocked PIN of the key, or a key that was unplugged.
    case 'NotReadableError':
    case 'UnknownError':
    case 'OperationError':
      return 'not-answering';
    case 'SecurityError':
      return 'wrong-site';
    default:
      return 'not-supported';
  }
}
