import { css, html } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import '@keyhold/elements/dialog/dialog.ts';
import { dialogBarStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { t } from '../../locales/t.ts';

/** @summary Asks once more before all other sessions end, and says how many. */
export class EndOthersDialog extends KeyholdElement {
  static override properties = { count: { type: Number } };
  static override styles = [
    baseStyles,
    buttonStyles,
    dialogBarStyles,
    css`
      :host {
        /* Not contents: tools that look for the dialog by its role take a host without light children for hidden. */
        display: block;
      }
      .bar {
        margin-block-start: 0;
      }
    `,
  ];

  declare count: number;
  #done: (confirmed: boolean) => void = () => undefined;

  constructor() {
    super();
    this.count = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#done(false);
  }

  /** Opens the dialog; true when the user confirmed. */
  async ask(): Promise<boolean> {
    const done = new Promise<boolean>((resolve) => (this.#done = resolve));
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('keyhold-dialog');
    await dialog?.show();
    this.renderRoot.querySelector<HTMLElement>('.safe')?.focus();
    const confirmed = await done;
    dialog?.close();
    return confirmed;
  }

  override render() {
    const leave = () => this.#done(false);
    return html`
      <keyhold-dialog
        heading=${t('sessions.end-others')}
        summary=${t('sessions.end-others-detail', { count: this.count })}
        @keyhold-cancel=${leave}
      >
        <div class="bar">
          <button class="button safe" type="button" @click=${leave}>${t('common.cancel')}</button>
          <button class="button primary" type="button" @click=${() => this.#done(true)}>
            ${t('sessions.end-others-confirm', { count: this.count })}
          </button>
        </div>
      </keyhold-dialog>
    `;
  }
}

define('keyhold-end-others-dialog', EndOthersDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-end-others-dialog': EndOthersDialog;
  }
}
