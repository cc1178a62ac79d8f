import { html, nothing } from 'lit';
import { define } from '../base/define.ts';
import { Field } from '../field/field.ts';
import { icons } from '../icons/icons.ts';

/** @summary A password with "show" and "hide", and its error underneath. */
export class PasswordField extends Field {
  static override properties = {
    ...Field.properties,
    autocomplete: { type: String },
    inputMode: { type: String, attribute: 'inputmode' },
    hint: { type: String },
    showLabel: { type: String, attribute: 'show-label' },
    hideLabel: { type: String, attribute: 'hide-label' },
    shown: { state: true },
  };

  declare autocomplete: 'current-password' | 'new-password';
  /** The keyboard that a phone shows. */
  declare inputMode: 'numeric' | 'text';
  /** What helps before anything is wrong; empty for none. */
  declare hint: string;
  declare showLabel: string;
  declare hideLabel: string;
  declare private shown: boolean;

  constructor() {
    super();
    this.name = 'password';
    this.autocomplete = 'current-password';
    this.inputMode = 'text';
    this.hint = '';
    this.showLabel = '';
    this.hideLabel = '';
    this.shown = false;
  }

  protected override renderInput() {
    const id = this.inputId;
    return html`
      <span class="box">
        <input
          id=${id}
          name=${this.name}
          type=${this.shown ? 'text' : 'password'}
          autocomplete=${this.autocomplete}
          inputmode=${this.inputMode}
          autocapitalize="off"
          spellcheck="false"
          required
          aria-invalid=${this.error === '' ? nothing : 'true'}
          aria-describedby="${this.hint === '' ? '' : `${id}-hint `}${id}-error"
        />
        <button
          type="button"
          class="reveal"
          aria-label=${this.shown ? this.hideLabel : this.showLabel}
          title=${this.shown ? this.hideLabel : this.showLabel}
          @click=${() => (this.shown = !this.shown)}
        >
          ${this.shown ? icons.eyeOff : icons.eye}
        </button>
      </span>
      ${this.hint === '' ? nothing : html`<span class="hint" id="${id}-hint">${this.hint}</span>`}
    `;
  }
}

define('keyhold-password-field', PasswordField);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-password-field': PasswordField;
  }
}
