import { html, nothing } from 'lit';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';

/** So long the button says what it did. */
const shownFor = 2_000;

/**
 * @summary Copies a text, and says whether it did. The text is a property and never stands in an attribute.
 * Renders into the caller's own tree (no shadow root); the caller adds `buttonStyles` to its styles.
 */
export class CopyButton extends KeyholdElement {
  static override properties = {
    label: { type: String },
    doneLabel: { type: String, attribute: 'done-label' },
    failedLabel: { type: String, attribute: 'failed-label' },
    text: { attribute: false },
    said: { state: true },
  };

  declare label: string;
  declare doneLabel: string;
  /** What to do where the browser does not let a page copy. */
  declare failedLabel: string;
  declare text: string;
  declare private said: 'done' | 'failed' | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.label = '';
    this.doneLabel = '';
    this.failedLabel = '';
    this.text = '';
    this.said = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #copy(): Promise<void> {
    clearTimeout(this.#timer);
    // Said again when it is the same as before: a live region only speaks when its text changes.
    this.said = null;
    await this.updateComplete;
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = 'done';
      this.#timer = setTimeout(() => (this.said = null), shownFor);
    } catch {
      this.said = 'failed';
    }
  }

  override render() {
    const done = this.said === 'done';
    const failed = this.said === 'failed' ? this.failedLabel : nothing;
    return html`
      <button class="button" type="button" @click=${this.#copy}>${done ? this.doneLabel : this.label}</button>
      <span class="heard" role="status">${done ? this.doneLabel : failed}</span>
      ${failed === nothing ? nothing : html`<span class="hint" aria-hidden="true">${failed}</span>`}
    `;
  }
}

define('keyhold-copy-button', CopyButton);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-copy-button': CopyButton;
  }
}
