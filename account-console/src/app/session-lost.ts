import { html } from 'lit';
import '@keyhold/elements/problem-note/problem-note.ts';
import { t } from '../locales/t.ts';
import type { AccountState } from './account-state.ts';
import { signInAgain } from './sign-in-again.ts';

/** Shown when the web session is gone: what is on screen stays readable, and one button leads back to this address. */
export function sessionLost(account: AccountState) {
  return html`
    <keyhold-problem-note heading=${t('session-lost.title')} detail=${t('session-lost.detail')}>
      <button class="button" type="button" @click=${() => signInAgain(account)}>${t('session-lost.sign-in')}</button>
    </keyhold-problem-note>
  `;
}
