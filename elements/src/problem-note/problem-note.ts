import { css, html, nothing } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { icons, type IconName } from '../icons/icons.ts';

/**
 * @summary Something does not work: what happened, what still works, what to do next, and an id for those who help.
 * @slot - One or two actions.
 */
export class ProblemNote extends KeyholdElement {
  static override properties = {
    heading: { type: String },
    detail: { type: String },
    reference: { type: String },
    icon: { type: String },
  };
  static override styles = [
    baseStyles,
    css`
      .note {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--keyhold-space-3);
        padding: var(--keyhold-space-4);
        border: 1px solid transparent;
        border-radius: var(--keyhold-radius-2);
        background: var(--keyhold-warn-wash);
        font-size: var(--keyhold-text-2);
      }
      svg {
        margin-block-start: 1px;
        color: var(--keyhold-warn);
      }
      strong {
        display: block;
        font-weight: var(--keyhold-weight-strong);
      }
      p {
        color: var(--keyhold-ink-2);
        text-wrap: pretty;
      }
      .reference {
        margin-block-start: var(--keyhold-space-1);
        font-size: var(--keyhold-text-1);
      }
      ::slotted(*) {
        display: inline-block;
        margin-block-start: var(--keyhold-space-3);
        margin-inline-end: var(--keyhold-space-2);
      }
      @media (forced-colors: active) {
        .note {
          border-color: CanvasText;
        }
      }
    `,
  ];

  declare heading: string;
  declare detail: string;
  /** Such as "Request 01J…"; left out when empty. */
  declare reference: string;
  declare icon: IconName;

  constructor() {
    super();
    this.heading = '';
    this.detail = '';
    this.reference = '';
    this.icon = 'problem';
  }

  override render() {
    return html`
      <div class="note">
        ${icons[this.icon]}
        <div>
          <div role="alert">
            <strong>${this.heading}</strong>
            ${this.detail === '' ? nothing : html`<p>${this.detail}</p>`}
            ${this.reference === '' ? nothing : html`<p class="reference">${this.reference}</p>`}
          </div>
          <slot></slot>
        </div>
      </div>
    `;
  }
}

define('keyhold-problem-note', ProblemNote);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-problem-note': ProblemNote;
  }
}
