import type { AccountState } from '../../app/account-state.ts';
import type { Key, KeyKind } from '../../api/model.ts';

interface Signals {
  signalAllAcceptedCredentials?(accepted: {
    rpId: string;
    userId: string;
    allAcceptedCredentialIds: readonly string[];
  }): Promise<void>;
}

/**
 * Tells the browser's own store which keys still count (WebAuthn L3 §5.1.10), so that it offers no removed one. Only with a
 * list that was read after the removal: a wrong or an empty one would hide keys that work.
 */
export async function tellBrowser({ overview, problem }: AccountState, kind: KeyKind, removed: Key): Promise<void> {
  const signals = (globalThis as { PublicKeyCredential?: Signals }).PublicKeyCredential;
  if (overview === null || problem !== null || signals?.signalAllAcceptedCredentials === undefined) return;
  const { passkeys, securityKeys } = overview.passkeys;
  const { relyingParty } = kind === 'passkey' ? passkeys : securityKeys;
  // Of both kinds: a store that keeps a security key knows it by the same user and site.
  const items = [...passkeys.items, ...securityKeys.items];
  if (items.some(({ id }) => id === removed.id)) return;
  try {
    await signals.signalAllAcceptedCredentials({
      rpId: relyingParty.id,
      userId: base64url(overview.user.id),
      allAcceptedCredentialIds: items.map(({ credentialId }) => credentialId),
    });
  } catch {
    // A courtesy: the key is removed all the same.
  }
}

const base64url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
