import type { Operation } from '../api/model.ts';
import type { AccountState } from './account-state.ts';

/** Which dialog was open when the session was lost. Facts only: never a password, a token or a grant. */
export interface OpenDialog {
  operation: Operation | 'password.change';
  /** What it was about: an id, or a word of the room's own. */
  subject: string;
}

const storageKey = 'keyhold-open-dialog';
const parameter = 'dialog';

/** Goes through sign-in and back to this address; with `open`, back into that dialog. */
export function signInAgain(account: AccountState, open: OpenDialog | null = null): void {
  const back = new URL(location.href);
  back.hash = '';
  if (open !== null) {
    sessionStorage.setItem(storageKey, JSON.stringify(open));
    back.searchParams.set(parameter, open.operation);
  }
  const login = new URL('auth/login', account.base);
  login.searchParams.set('returnTo', back.pathname + back.search);
  account.leave(login.href);
}

/**
 * The dialog of these operations to come back to, once; else `null`. The address alone opens nothing: a link from elsewhere finds no facts in
 * this tab. And what is opened asks for the proof again, so nothing is done by coming back.
 */
export function takeOpenDialog(...operations: OpenDialog['operation'][]): OpenDialog | null {
  const address = new URL(location.href);
  const operation = address.searchParams.get(parameter);
  if (!operations.some((own) => own === operation)) return null;
  address.searchParams.delete(parameter);
  history.replaceState(history.state, '', address);
  const stored = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  const facts = stored === null ? null : (JSON.parse(stored) as OpenDialog);
  return facts?.operation === operation ? facts : null;
}
