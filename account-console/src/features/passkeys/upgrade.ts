import { creationOptions, credentialJson } from '../../app/webauthn-json.ts';

/** Milliseconds; a browser that cannot says so at once, and one that can asks its store of passkeys on the network. */
const patience = 5000;

/** Whether the browser can make a passkey without a prompt, for who signed in with a password that it keeps (WebAuthn L3 §5.1.3). */
export async function canUpgrade(): Promise<boolean> {
  const { PublicKeyCredential: ceremonies } = globalThis;
  if (typeof ceremonies.getClientCapabilities !== 'function') return false;
  const { conditionalCreate } = await ceremonies.getClientCapabilities().catch((): Record<string, boolean> => ({}));
  return conditionalCreate === true;
}

/**
 * Has the browser make a passkey without a prompt. Whether it does is its own decision; `null` where it did not, and then
 * nothing was made.
 */
export async function createUnprompted(options: unknown): Promise<RegistrationResponseJSON | null> {
  const { authenticatorSelection, ...rest } = creationOptions(options as PublicKeyCredentialCreationOptionsJSON);
  // Browsers refuse at once to verify a user whom they do not ask.
  const publicKey = { ...rest, authenticatorSelection: { ...authenticatorSelection, userVerification: 'preferred' } };
  const wish = { publicKey, mediation: 'conditional', signal: AbortSignal.timeout(patience) };
  try {
    const credential = await navigator.credentials.create(wish as CredentialCreationOptions);
    return credential === null ? null : (credentialJson(credential as PublicKeyCredential) as RegistrationResponseJSON);
  } catch {
    return null;
  }
}
