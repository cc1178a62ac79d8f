/** Why a ceremony of the browser gave nothing. Browsers tell little more apart, so that pages cannot find out what a user has. */
export type CeremonyFailure = 'cancelled' | 'already-there' | 'not-possible' | 'not-supported';

type Response = AuthenticationResponseJSON | RegistrationResponseJSON;

export type Ceremony<Made extends Response> =
  { readonly ok: true; readonly response: Made } | { readonly ok: false; readonly failure: CeremonyFailure };

/** Whether this browser knows passkeys and security keys at all. */
export const knowsKeys = (): boolean => typeof PublicKeyCredential === 'function' && 'credentials' in navigator;

/** Has the browser make a key: `PublicKeyCredentialCreationOptionsJSON` in, `RegistrationResponseJSON` out (WebAuthn L3 §5.1). */
export const createKey = (options: unknown): Promise<Ceremony<RegistrationResponseJSON>> =>
  ceremony(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
    }),
  );

/** Has a key of the user sign: `PublicKeyCredentialRequestOptionsJSON` in, `AuthenticationResponseJSON` out. */
export const signWithKey = (options: unknown): Promise<Ceremony<AuthenticationResponseJSON>> =>
  ceremony(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    }),
  );

async function ceremony<Made extends Response>(run: () => Promise<Credential | null>): Promise<Ceremony<Made>> {
  if (!knowsKeys() || typeof PublicKeyCredential.parseCreationOptionsFromJSON !== 'function') {
    return { ok: false, failure: 'not-supported' };
  }
  try {
    const credential = (await run()) as PublicKeyCredential | null;
    if (credential === null) return { ok: false, failure: 'cancelled' };
    return { ok: true, response: credential.toJSON() as Made };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): CeremonyFailure {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'InvalidStateError') return 'already-there';
  if (name === 'NotSupportedError' || name === 'ConstraintError') return 'not-possible';
  // Also what a password manager answers that wraps keys in something of its own.
  if (name !== 'NotAllowedError' && name !== 'AbortError') return 'not-supported';
  return 'cancelled';
}
