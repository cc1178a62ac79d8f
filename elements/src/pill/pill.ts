import { css, html } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';

export type PillTone = 'plain' | 'here' | 'ok' | 'warn';

/**
 * @summary A state in one or two words beside a name: a count, "This device", "On".
 * @slot - The words. Colour only underlines them.
 */
export class Pill extends KeyholdElement {
  static override properties = { tone: { type: String, reflect: true } };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        padding: 1px 9px;
        border: 1px solid transparent;
        border-radius: 99px;
        background: var(--keyhold-paper);
        color: var(--keyhold-ink-2);
        font-size: var(--keyhold-text-1);
        font-weight: var(--keyhold-weight-strong);
        font-variant-numeric: tabular-nums;
        line-height: 1.4;
      }
      :host([tone='here']) {
        background: var(--keyhold-accent-wash);
        color: var(--keyhold-accent);
      }
      :host([tone='ok']) {
        background: var(--keyhold-ok-wash);
        color: var(--keyhold-ok);
      }
      :host([tone='warn']) {
        background: var(--keyhold-warn-wash);
        color: var(--keyhold-warn);
      }
    `,
  ];

  declare tone: PillTone;

  constructor() {
    super();
    this.tone = 'plain';
  }

  override render() {
    return html`<slot></slot>`;
  }
}

define('keyhold-pill', Pill);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-pill': Pill;
  }
}
