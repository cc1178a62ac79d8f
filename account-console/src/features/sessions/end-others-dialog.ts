import { css, html } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { Dialog } from '@keyhold/elements/dialog/dialog.ts';
import { dialogBarStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';

/** @summary Asks once more before all other sessions end, and says how many. */
export class EndOthersDialog extends Dialog<boolean> {
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

  constructor() {
    super();
    this.count = 0;
  }

  /** Nothing ends without a yes. */
  protected override get unanswered(): boolean {
    return false;
  }

  protected override begin(): void {
    this.renderRoot.querySelector<HTMLElement>('.safe')?.focus();
  }

  protected override get heading(): string {
    return t('sessions.end-others');
  }

  protected override get summary(): string {
    return t('sessions.end-others-detail', { count: this.count });
  }

  protected override renderBody() {
    return html`
      <div class="bar">
        <button class="button safe" type="button" @click=${() => this.left()}>${t('common.cancel')}</button>
        <button class="button primary" type="button" @click=${() => this.answer(true)}>
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
