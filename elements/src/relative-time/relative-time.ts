import { css, html } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { exactWords, now, relativeWords } from './time-words.ts';

const shown = new Set<RelativeTime>();
let ticker: ReturnType<typeof setInterval> | undefined;

/** Says every moment on the page anew: time has passed, or another clock was set. */
export const renewTimes = (): void => shown.forEach((each) => each.requestUpdate());

/**
 * @summary A moment as "2 hours ago"; hover, focus and screen readers get the exact time. Renews itself twice a minute.
 * @csspart exact - The exact time while it is shown.
 */
export class RelativeTime extends KeyholdElement {
  static override properties = {
    datetime: { type: String },
    locale: { type: String },
    nowLabel: { type: String, attribute: 'now-label' },
    hushed: { type: Boolean, reflect: true },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
        position: relative;
        font-size: inherit;
        color: inherit;
      }
      time {
        border-radius: 2px;
      }
      .exact {
        display: none;
        position: absolute;
        z-index: 1;
        inset-block-end: 100%;
        inset-inline-start: 0;
        inline-size: max-content;
        max-inline-size: min(300px, 80vw);
        padding: var(--keyhold-space-1) var(--keyhold-space-2);
        border-radius: var(--keyhold-radius-1);
        border-block-end: 4px solid transparent;
        background: var(--keyhold-ink) padding-box;
        color: var(--keyhold-paper);
        font-size: var(--keyhold-text-1);
      }
      :host(:is(:hover, :focus-within):not([hushed])) .exact {
        display: block;
      }
      @media (max-width: 480px) {
        /* Laid against the line of facts instead of the words: so it never leaves a narrow screen. */
        :host {
          position: static;
        }
        .exact {
          inset-inline-start: 17px;
          max-inline-size: calc(100% - 17px);
        }
      }
      @media (forced-colors: active) {
        .exact {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  /** RFC 3339. */
  declare datetime: string;
  declare locale: string;
  /** What less than a minute ago is called, such as "Active now". */
  declare nowLabel: string;
  /** Escape put the exact time away; it comes back with the next visit (WCAG 2.2, 1.4.13). */
  declare hushed: boolean;

  constructor() {
    super();
    this.datetime = '';
    this.locale = 'en';
    this.nowLabel = '';
    this.hushed = false;
    for (const arrival of ['mouseenter', 'focusin']) this.addEventListener(arrival, this.#arrive);
    for (const departure of ['mouseleave', 'focusout']) this.addEventListener(departure, this.#depart);
  }

  readonly #arrive = (): void => {
    this.hushed = false;
    document.addEventListener('keydown', this.#hush);
  };

  readonly #depart = (): void => document.removeEventListener('keydown', this.#hush);

  readonly #hush = (event: KeyboardEvent): void => {
    this.hushed = event.key === 'Escape';
  };

  override connectedCallback(): void {
    super.connectedCallback();
    shown.add(this);
    ticker ??= setInterval(renewTimes, 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#depart();
    shown.delete(this);
    if (shown.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  }

  override render() {
    const date = new Date(this.datetime);
    const exact = exactWords(date, this.locale);
    const words = relativeWords(date, now(), this.locale) ?? this.nowLabel;
    return html`<time datetime=${this.datetime} tabindex="0">${words}<span class="heard">, ${exact}</span></time
      ><span class="exact" part="exact" aria-hidden="true">${exact}</span>`;
  }
}

define('keyhold-relative-time', RelativeTime);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-relative-time': RelativeTime;
  }
}
