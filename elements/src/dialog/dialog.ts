import { html, nothing, type CSSResultGroup } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { dialogStyles } from './dialog.styles.ts';

/**
 * A modal dialog that does one thing: its title names it, its sentence says for what. It is asked once, and answers once: with
 * what came of it, or with what it means to leave. Dialogs of the consoles extend it. Their content stands inside the native
 * dialog, not in a slot of it: whoever looks in the dialog by role finds its fields.
 */
export abstract class Dialog<Answer> extends KeyholdElement {
  static override styles: CSSResultGroup[] = [baseStyles, dialogStyles];

  #answered: (answer: Answer) => void = () => undefined;

  protected abstract get heading(): string;
  /** One sentence; empty when the title says it all. */
  protected abstract get summary(): string;
  /** Fields and the bar of buttons. */
  protected abstract renderBody(): unknown;
  /** What it means that the user left, or that the dialog was taken off the page. */
  protected abstract get unanswered(): Answer;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answer(this.unanswered);
  }

  /** Opens the dialog until there is an answer. Focus goes back to where it came from. */
  async ask(): Promise<Answer> {
    const answered = new Promise<Answer>((resolve) => (this.#answered = resolve));
    try {
      await this.updateComplete;
      await this.show();
      this.begin();
      return await answered;
    } finally {
      this.close();
    }
  }

  /** Ends it; only the first answer counts. */
  protected answer(answer: Answer): void {
    this.#answered(answer);
  }

  /** The user left, by Escape or by a button. The dialog stays open until it is answered. */
  protected left(): void {
    this.answer(this.unanswered);
  }

  /** Once it is open: puts the focus where its task begins. */
  protected begin(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /**
   * Says a refusal, also when it is the same sentence as before: a live region only speaks when its text changes, so it is
   * taken away first. Its fields have rendered it when this is over.
   */
  protected async sayAnew(takeAway: () => void, say: () => void): Promise<void> {
    takeAway();
    await this.updateComplete;
    say();
    await this.updateComplete;
    const fields = this.renderRoot.querySelectorAll<KeyholdElement>('keyhold-password-field, keyhold-text-field');
    await Promise.all([...fields].map((field) => field.updateComplete));
  }

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
