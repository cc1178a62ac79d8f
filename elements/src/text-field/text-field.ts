import { html, nothing } from 'lit';
import { define } from '../base/define.ts';
import { Field } from '../field/field.ts';

/** @summary One line of text or a code, with a hint and its error underneath. */
export class TextField extends Field {
  static override properties = {
    ...Field.properties,
    hint: { type: String },
    autocomplete: { type: String },
    inputMode: { type: String, attribute: 'inputmode' },
    maxLength: { type: Number, attribute: 'maxlength' },
    initial: { type: String },
    code: { type: Boolean },
  };

  /** What helps before anything is wrong; empty for none. */
  declare hint: string;
  declare autocomplete: 'off' | 'one-time-code';
  declare inputMode: 'numeric' | 'text';
  declare maxLength: number;
  /** What stands in the field at first. */
  declare initial: string;
  /** Digits and groups in even width. */
  declare code: boolean;

  constructor() {
    super();
    this.name = 'text';
    this.hint = '';
    this.autocomplete = 'off';
    this.inputMode = 'text';
    this.maxLength = 255;
    this.initial = '';
    this.code = false;
  }

  select(): void {
    this.input?.select();
  }

  protected override renderInput() {
    const id = this.inputId;
    return html`
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
    `;
  }
}

define('keyhold-text-field', TextField);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-text-field': TextField;
  }
}
