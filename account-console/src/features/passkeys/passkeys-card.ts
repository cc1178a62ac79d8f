import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import '@keyhold/elements/pill/pill.ts';
import { t } from '../../locales/t.ts';
import { KeysList } from './keys-list.ts';

/** @summary "Passkeys": the keys that sign the user in alone, and the way to add, rename, test and remove them. */
export class PasskeysCard extends KeysList {
  protected override readonly kind = 'passkey';

  override render() {
    const { keys } = this;
    const count = keys?.items.length ?? 0;
    return html`
      <keyhold-card heading=${t('passkeys.title')} summary=${t('passkeys.summary')}>
        ${count === 0 ? nothing : html`<keyhold-pill slot="state" tone="ok">${count}</keyhold-pill>`}
        ${keys === undefined ? nothing : this.renderAdd(keys, 'action')} ${this.renderStrip(t('passkeys.problem'))}
        ${keys === undefined ? this.renderWaiting(1) : this.renderKeys(keys)}
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }
}

define('keyhold-passkeys-card', PasskeysCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-passkeys-card': PasskeysCard;
  }
}
