import type { AccountState, Saying } from '../../app/account-state.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import './codes-dialog.ts';

/** Recovery codes as the API tells them, once. */
export interface FreshCodes {
  set: string;
  codes: readonly string[];
  /** False: the old codes work until one of these was typed back. */
  active: boolean;
}

/** Where the user stands in a task of several steps. */
export interface Steps {
  label: string;
  names: readonly string[];
  current: number;
}

/**
 * Shows new recovery codes and waits until the user has saved them or left; what there is to say about it then. The state of
 * the account is to be read again afterwards.
 * @param place where the dialog is put: the shadow root of the card that made the codes
 */
export async function showCodes(
  place: ParentNode & Node,
  account: AccountState,
  fresh: FreshCodes,
  steps: Steps | null = null,
): Promise<{ saved: boolean } & Saying> {
  const dialog = document.createElement('keyhold-codes-dialog');
  Object.assign(dialog, { account, fresh, steps });
  place.append(dialog);
  const saved = await dialog.ask().finally(() => dialog.remove());
  if (saved) return { saved, text: t(fresh.active ? 'factors.codes-saved' : 'factors.codes-replaced'), tone: 'done' };
  return fresh.active
    ? { saved, text: t('factors.codes-unsaved'), tone: 'bad' }
    : { saved, text: t('factors.codes-kept'), tone: 'done' };
}
