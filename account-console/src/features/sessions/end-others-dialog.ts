import { css, html } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { Dialog } from '@keyhold/elements/dialog/dialog.ts';
import { dialogBarStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { t } from '../../locales/t.ts';

/** @summary Asks once more before all other sessions end, and says how many. */
export class EndOthersDialog extends Dialog {
  static override properties = { count: { type: Number } };
  static override styles = [
    ...Dialog.styles,
    buttonStyles,
    dialogBarStyles,
    css`
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
    await this.show();
    this.renderRoot.querySelector<HTMLElement>('.safe')?.focus();
    const confirmed = await done;
    this.close();
    return confirmed;
  }

  protected override get heading(): string {
    return t('sessions.end-others');
  }

  protected override get summary(): string {
    return t('sessions.end-others-detail', { count: this.count });
  }

  protected override left(): void {
    this.#done(false);
  }

  protected override renderBody() {
    return html`
      <div class="bar">
        <button class="button safe" type="button" @click=${() => this.left()}>${t('common.cancel')}</button>
        <button class="button primary" type="button" @click=${() => this.#done(true)}>
          ${t('sessions.end-others-confirm', { count: this.count })}
        </button>
      </div>
    `;
  }
}

define('keyhold-end-others-dialog', EndOthersDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-end-others-dialog': EndOthersDialog;
  }
}
