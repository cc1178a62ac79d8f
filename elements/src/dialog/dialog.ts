import { html, nothing } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { dialogStyles } from './dialog.styles.ts';

/**
 * @summary A modal dialog that does one thing: its title names it, its sentence says for what.
 * The content stays in the caller's own tree, so that a `<form>` there owns its fields.
 * @fires keyhold-cancel - The user left by Escape. The dialog stays open until the caller closes it.
 * @slot - Fields and the bar of buttons.
 * @csspart dialog - The surface.
 */
export class Dialog extends KeyholdElement {
  static override properties = { heading: { type: String }, summary: { type: String } };
  static override styles = [baseStyles, dialogStyles];

  declare heading: string;
  declare summary: string;

  constructor() {
    super();
    this.heading = '';
    this.summary = '';
  }

  get open(): boolean {
    return this.#native?.open ?? false;
  }

  async show(): Promise<void> {
    await this.updateComplete;
    if (!this.open) this.#native?.showModal();
  }

  close(): void {
    this.#native?.close();
  }

  get #native(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  // Who opened the dialog decides what leaving means (it may have to abort a call), so the browser must not close it first.
  #cancel(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new Event('keyhold-cancel'));
  }

  // A browser may close it over our head (the second Escape in a row); for the caller that is leaving, too.
  #closed(): void {
    this.dispatchEvent(new Event('keyhold-cancel'));
  }

  override render() {
    return html`
      <dialog
        part="dialog"
        aria-labelledby="heading"
        aria-describedby=${this.summary === '' ? nothing : 'summary'}
        @cancel=${this.#cancel}
        @close=${this.#closed}
      >
        <div class="head">
          <h2 id="heading" tabindex="-1">${this.heading}</h2>
          ${this.summary === '' ? nothing : html`<p id="summary">${this.summary}</p>`}
        </div>
        <slot></slot>
      </dialog>
    `;
  }
}

define('keyhold-dialog', Dialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-dialog': Dialog;
  }
}
