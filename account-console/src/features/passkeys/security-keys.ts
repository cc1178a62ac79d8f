import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { t } from '../../locales/t.ts';
import { KeysList } from './keys-list.ts';

/** @summary "Security keys" among the second factors: shown where sign-in asks for them, or where the user has one. */
export class SecurityKeys extends KeysList {
  protected override readonly kind = 'security-key';

  override focusHeading(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }

  override render() {
    const { keys } = this;
    if (keys === undefined || (keys.state === 'off' && keys.items.length === 0)) return nothing;
    return html`
      <div role="group" aria-labelledby="keys">
        <div class="kind">
          <h3 id="keys" tabindex="-1">${t('passkeys.security-keys')}</h3>
          ${this.renderAdd(keys)}
        </div>
        ${this.renderKeys(keys)}
      </div>
      ${this.renderNotes()}
    `;
  }
}

define('keyhold-security-keys', SecurityKeys);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-security-keys': SecurityKeys;
  }
}
