import { html, nothing } from 'lit';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';

/**
 * @summary One line of text or a code, with a hint and its error underneath.
 * Renders into the caller's own tree (no shadow root): only then does the caller's `<form>` own the input and Enter submit it.
 * The caller adds `textFieldStyles` to its styles.
 */
export class TextField extends KeyholdElement {
  static override properties = {
    label: { type: String },
    name: { type: String },
    hint: { type: String },
    error: { type: String },
    autocomplete: { type: String },
    inputMode: { type: String, attribute: 'inputmode' },
    maxLength: { type: Number, attribute: 'maxlength' },
    initial: { type: String },
    code: { type: Boolean },
  };

  declare label: string;
  declare name: string;
  /** What helps before anything is wrong; empty for none. */
  declare hint: string;
  /** What is wrong and what to do; empty when nothing is. */
  declare error: string;
  declare autocomplete: 'off' | 'one-time-code';
  declare inputMode: 'numeric' | 'text';
  declare maxLength: number;
  /** What stands in the field at first. */
  declare initial: string;
  /** Digits and groups in even width. */
  declare code: boolean;

  constructor() {
    super();
    this.label = '';
    this.name = 'text';
    this.hint = '';
    this.error = '';
    this.autocomplete = 'off';
    this.inputMode = 'text';
    this.maxLength = 255;
    this.initial = '';
    this.code = false;
  }

  get value(): string {
    return this.#input?.value ?? '';
  }

  override focus(): void {
    this.#input?.focus();
  }

  select(): void {
    this.#input?.select();
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override render() {
    const id = `keyhold-${this.name}`;
    return html`
      <label for=${id}>${this.label}</label>
      <input
        id=${id}
        name=${this.name}
        class=${this.code ? 'code' : nothing}
        type="text"
        autocomplete=${this.autocomplete}
        inputmode=${this.inputMode}
        maxlength=${this.maxLength}
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        .defaultValue=${this.initial}
        aria-invalid=${this.error === '' ? nothing : 'true'}
        aria-describedby="${id}-hint ${id}-error"
      />
      <span class="hint" id="${id}-hint">${this.hint}</span>
      <span class="error" id="${id}-error" aria-live="polite">${this.error}</span>
    `;
  }
}

define('keyhold-text-field', TextField);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-text-field': TextField;
  }
}
