import { css, html, nothing } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { icons } from '../icons/icons.ts';

export type NoteTone = 'done' | 'bad';

/**
 * @summary Says what just happened, at the foot of the window, where it moves nothing. Good news leaves by itself after eight
 * seconds, bad news stays until it is dismissed. The live region is there from the start, so that screen readers hear both.
 */
export class Note extends KeyholdElement {
  static override properties = {
    dismissLabel: { type: String, attribute: 'dismiss-label' },
    text: { state: true },
    tone: { state: true },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        z-index: 10;
        inset-block-end: var(--keyhold-space-5);
        inset-inline: var(--keyhold-space-4);
        display: grid;
        justify-items: center;
        pointer-events: none;
      }
      .note {
        display: flex;
        align-items: center;
        gap: var(--keyhold-space-2);
        max-inline-size: 560px;
        padding: var(--keyhold-space-2) var(--keyhold-space-3);
        border: 1px solid transparent;
        border-radius: var(--keyhold-radius-2);
        background: var(--keyhold-ink);
        color: var(--keyhold-paper);
        font-size: var(--keyhold-text-2);
        box-shadow: var(--keyhold-shadow-raised);
        pointer-events: auto;
        animation: in var(--keyhold-motion) ease-out;
      }
      .words {
        padding-block: var(--keyhold-space-1);
      }
      svg {
        flex: none;
      }
      button {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 32px;
        block-size: 32px;
        padding: 0;
        border: 0;
        border-radius: var(--keyhold-radius-1);
        background: transparent;
        color: inherit;
        cursor: pointer;
      }
      button:focus-visible {
        outline-color: currentcolor;
        outline-offset: -2px;
      }
      @keyframes in {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
      @media (forced-colors: active) {
        .note {
          border-color: CanvasText;
        }
      }
    `,
  ];

  declare dismissLabel: string;
  declare private text: string;
  declare private tone: NoteTone;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.dismissLabel = '';
    this.text = '';
    this.tone = 'done';
  }

  /** Replaces what was said before. */
  say(text: string, tone: NoteTone = 'done'): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.tone = tone;
    if (tone === 'done') this.#timer = setTimeout(this.dismiss, 8_000);
  }

  dismiss = (): void => {
    clearTimeout(this.#timer);
    this.text = '';
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const bubble = html`
      <div class="note">
        ${this.tone === 'done' ? icons.done : icons.problem}<span class="words">${this.text}</span>
        <button type="button" aria-label=${this.dismissLabel} @click=${this.dismiss}>${icons.close}</button>
      </div>
    `;
    return html`<div role="status">${this.text === '' ? nothing : bubble}</div>`;
  }
}

define('keyhold-note', Note);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-note': Note;
  }
}
