import type { AccountState } from '../../app/account-state.ts';
import { toBase64url } from '../../app/base64url.ts';
import type { Key, KeyKind } from '../../api/model.ts';
import { listOf } from './key-lists.ts';

interface Signals {
  signalUnknownCredential?(unknown: { rpId: string; credentialId: string }): Promise<void>;
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
  if (overview === null || problem !== null) return;
  const { passkeys, securityKeys } = overview.passkeys;
  const { relyingParty } = overview.passkeys[listOf[kind]];
  // Of both kinds: a store that keeps a security key knows it by the same user and site.
  const items = [...passkeys.items, ...securityKeys.items];
  if (items.some(({ id }) => id === removed.id)) return;
  try {
    await signals()?.signalAllAcceptedCredentials?.({
      rpId: relyingParty.id,
      userId: toBase64url(new TextEncoder().encode(overview.user.id)),
      allAcceptedCredentialIds: items.map(({ credentialId }) => credentialId),
    });
  } catch {
    // A courtesy: the key is removed all the same.
  }
}

/** Tells it of a key that it has just made and that was refused here, so that it never offers that one. */
export async function tellRefused(rpId: string, credentialId: string): Promise<void> {
  try {
    await signals()?.signalUnknownCredential?.({ rpId, credentialId });
  } catch {
    // A courtesy as well: it stays in the store, and nothing takes it.
  }
}

const signals = (): Signals | undefined => (globalThis as { PublicKeyCredential?: Signals }).PublicKeyCredential;
