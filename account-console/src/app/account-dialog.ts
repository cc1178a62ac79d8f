import { html, type PropertyDeclarations } from 'lit';
import { Dialog } from '@keyhold/elements/dialog/dialog.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import { t } from '../locales/t.ts';
import type { AccountState } from './account-state.ts';

/** A dialog about the account: it follows what becomes known of it while it is open, the loss of the session among that. */
export abstract class AccountDialog<Answer> extends Dialog<Answer> {
  static override properties: PropertyDeclarations = { account: { attribute: false } };

  declare account: AccountState;

  override async ask(): Promise<Answer> {
    const onChange = (): void => this.requestUpdate();
    this.account.addEventListener('change', onChange);
    try {
      return await super.ask();
    } finally {
      this.account.removeEventListener('change', onChange);
    }
  }

  /** What stands there once the session is lost: nothing was changed, and signing in leads back here. */
  protected renderLost(signIn: () => void) {
    return html`
      <keyhold-problem-note
        heading=${t('session-lost.title')}
        detail=${t('session-lost.in-dialog')}
      ></keyhold-problem-note>
      <div class="bar">
        ${this.renderCancel()}
        <button class="button primary" type="button" @click=${signIn}>${t('session-lost.sign-in')}</button>
      </div>
    `;
  }

  protected renderCancel() {
    return html`<button class="button" type="button" @click=${() => this.left()}>${t('common.cancel')}</button>`;
  }
}
