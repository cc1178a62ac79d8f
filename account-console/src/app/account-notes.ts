import { html } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import '@keyhold/elements/note/note.ts';
import { t } from '../locales/t.ts';
import type { AccountState, Saying } from './account-state.ts';

/** @summary Says what the cards have to say, one note at a time. Once on a page: the outermost of our elements has it. */
export class AccountNotes extends KeyholdElement {
  static override properties = { account: { attribute: false } };

  declare account: AccountState;

  constructor() {
    super();
    this.addController({
      hostConnected: () => this.account.addEventListener('saying', this.#say),
      hostDisconnected: () => this.account.removeEventListener('saying', this.#say),
    });
  }

  readonly #say = (event: Event): void => {
    const { text, tone } = (event as CustomEvent<Saying>).detail;
    this.renderRoot.querySelector('keyhold-note')?.say(text, tone);
  };

  override render() {
    return html`<keyhold-note dismiss-label=${t('common.dismiss')}></keyhold-note>`;
  }
}

define('keyhold-account-notes', AccountNotes);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-account-notes': AccountNotes;
  }
}
