import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { KeyholdElement } from '../base/keyhold-element.ts';

/**
 * One native input with its label above and its error underneath. Renders into the caller's own tree (no shadow root): only
 * then does the caller's `<form>` own the input, Enter submits it, and password managers see user name and password together.
 * The caller adds the field's styles to its own.
 */
export abstract class Field extends KeyholdElement {
  static override properties: PropertyDeclarations = {
    label: { type: String },
    name: { type: String },
    error: { type: String },
  };

  declare label: string;
  declare name: string;
  /** What is wrong and what is left to do; empty when nothing is. */
  declare error: string;

  constructor() {
    super();
    this.label = '';
    this.error = '';
  }

  get value(): string {
    return this.input?.value ?? '';
  }

  override focus(): void {
    this.input?.focus();
  }

  protected get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  protected get inputId(): string {
    return `keyhold-${this.name}`;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** The native input, described by `<inputId>-error`, with whatever stands around it. */
  protected abstract renderInput(): TemplateResult;

  override render() {
    return html`
      <label for=${this.inputId}>${this.label}</label>
      ${this.renderInput()}
      <span class="error" id="${this.inputId}-error" aria-live="polite">${this.error}</span>
    `;
  }
}
