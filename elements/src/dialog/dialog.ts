import { html, nothing } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { dialogStyles } from './dialog.styles.ts';

/**
 * A modal dialog that does one thing: its title names it, its sentence says for what. Dialogs of the consoles extend it.
 * Their content stands inside the native dialog, not in a slot of it: whoever looks in the dialog by role finds its fields.
 */
export abstract class Dialog extends KeyholdElement {
  static override styles = [baseStyles, dialogStyles];

  protected abstract get heading(): string;
  /** One sentence; empty when the title says it all. */
  protected abstract get summary(): string;
  /** Fields and the bar of buttons. */
  protected abstract renderBody(): unknown;
  /** The user left by Escape. The dialog stays open until it is closed. */
  protected abstract left(): void;

  get open(): boolean {
    return this.#native?.open ?? false;
  }

  protected async show(): Promise<void> {
    await this.updateComplete;
    if (!this.open) this.#native?.showModal();
  }

  protected close(): void {
    this.#native?.close();
  }

  get #native(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  // Who opened the dialog decides what leaving means (it may have to abort a call), so the browser must not close it first.
  #cancel(event: Event): void {
    event.preventDefault();
    this.left();
  }

  // A browser may close it over our head (the second Escape in a row); for the caller that is leaving, too.
  #closed(): void {
    this.left();
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
        ${this.renderBody()}
      </dialog>
    `;
  }
}
