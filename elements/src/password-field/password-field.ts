import { html, nothing } from 'lit';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { icons } from '../icons/icons.ts';

/**
 * @summary A password with "show" and "hide", and its error underneath.
 * Renders into the caller's own tree (no shadow root): only then does the caller's `<form>` own the input, Enter submits it,
 * and password managers see user name and password together. The caller adds `passwordFieldStyles` to its styles.
 */
export class PasswordField extends KeyholdElement {
  static override properties = {
    label: { type: String },
    name: { type: String },
    autocomplete: { type: String },
    error: { type: String },
    showLabel: { type: String, attribute: 'show-label' },
    hideLabel: { type: String, attribute: 'hide-label' },
    shown: { state: true },
  };

  declare label: string;
  declare name: string;
  declare autocomplete: 'current-password' | 'new-password';
  /** What is wrong and what is left to do; empty when nothing is. */
  declare error: string;
  declare showLabel: string;
  declare hideLabel: string;
  declare private shown: boolean;

  constructor() {
    super();
    this.label = '';
    this.name = 'password';
    this.autocomplete = 'current-password';
    this.error = '';
    this.showLabel = '';
    this.hideLabel = '';
    this.shown = false;
  }

  get value(): string {
    return this.#input?.value ?? '';
  }

  override focus(): void {
    this.#input?.focus();
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
      <span class="box">
        <input
          id=${id}
          name=${this.name}
          type=${this.shown ? 'text' : 'password'}
          autocomplete=${this.autocomplete}
          autocapitalize="off"
          spellcheck="false"
          required
          aria-invalid=${this.error === '' ? nothing : 'true'}
          aria-describedby="${id}-error"
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
      <span class="error" id="${id}-error" aria-live="polite">${this.error}</span>
    `;
  }
}

define('keyhold-password-field', PasswordField);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-password-field': PasswordField;
  }
}
