import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { Dialog } from '@keyhold/elements/dialog/dialog.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { passwordFieldStyles } from '@keyhold/elements/password-field/password-field.styles.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import '../../dialog-texts/en.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import type { AccountState } from '../../app/account-state.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { Asks, Problem } from '../../api/problem.ts';
import { t } from '../../locales/t.ts';
import {
  asksCode,
  asksFor,
  noRescueWords,
  proofFields,
  readProof,
  type FieldError,
  type Second,
} from './reauthentication-form.ts';
import { refusalWords, unavailableWords } from './refusal-words.ts';
import type { ProofRequest } from './with-proof.ts';

/**
 * @summary "Confirm it is you": names the operation and asks for the password, and for the second factor where the user has
 * one. What was typed stays when it is refused, and leaves this element only in the one call that checks it.
 */
export class ReauthenticationDialog extends Dialog {
  static override properties = {
    account: { attribute: false },
    request: { attribute: false },
    refusal: { attribute: false },
    error: { state: true },
    checking: { state: true },
    rescuing: { state: true },
  };
  static override styles = [
    ...Dialog.styles,
    buttonStyles,
    dialogBarStyles,
    passwordFieldStyles,
    textFieldStyles,
    dialogFormStyles,
  ];

  declare account: AccountState;
  declare request: ProofRequest;
  /** Why the API asked; it may say that no proof is possible at all. */
  declare refusal: Problem | null;
  declare private error: FieldError | null;
  declare private checking: boolean;
  /** A recovery code stands in for the second factor. */
  declare private rescuing: boolean;
  #done: (proven: boolean) => void = () => undefined;

  constructor() {
    super();
    this.refusal = null;
    this.error = null;
    this.checking = false;
    this.rescuing = false;
  }

  /** The card was taken off the page: whoever waits for the proof goes on without it. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#done(false);
  }

  /** Opens the dialog; true once the user proved it, false when they left. Focus goes back to where it came from. */
  async ask(): Promise<boolean> {
    const done = new Promise<boolean>((resolve) => (this.#done = resolve));
    this.account.addEventListener('change', this.#onAccount);
    try {
      await this.updateComplete;
      await this.show();
      this.#focusFirst();
      return await done;
    } finally {
      this.account.removeEventListener('change', this.#onAccount);
      this.close();
    }
  }

  get #asks(): Asks {
    return asksFor(this.request.operation, this.refusal, this.account.overview);
  }

  get #second(): Second {
    if (this.rescuing) return 'recoveryCode';
    return asksCode(this.#asks) ? 'code' : null;
  }

  readonly #onAccount = (): void => this.requestUpdate();

  /** The first wrong field, else the first one, else what leads on. */
  #focusFirst(): void {
    const { renderRoot } = this;
    const wrong = renderRoot.querySelector<HTMLElement>('input[aria-invalid]');
    const first =
      wrong ?? renderRoot.querySelector('keyhold-password-field') ?? renderRoot.querySelector('.primary, a');
    first?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.checking) return;
    const typed = readProof(this.renderRoot, this.#second);
    if ('field' in typed) return this.#refuse(typed);
    this.checking = true;
    const { operation, target } = this.request;
    const outcome = await this.account.call((client, init) =>
      client.POST('/api/reauthentication', { ...init, body: { operation, target, ...typed } }),
    );
    this.checking = false;
    if (outcome.ok) {
      this.#done(true);
      return;
    }
    const { problem } = outcome;
    if (unavailableWords(problem) !== null) this.refusal = problem;
    // The user got a second factor, or lost one, since the page was read: the next look asks for the right thing.
    if (problem.slug === 'invalid-request') await this.account.reload();
    await this.#refuse({
      field: problem.slug === 'proof-refused' ? problem.field : 'password',
      text: refusalWords(problem),
    });
  }

  async #refuse(error: FieldError): Promise<void> {
    // Said again when it is the same sentence as before: a live region only speaks when its text changes.
    this.error = null;
    await this.updateComplete;
    this.error = error;
    await this.updateComplete;
    await this.renderRoot.querySelector('keyhold-text-field')?.updateComplete;
    await this.renderRoot.querySelector('keyhold-password-field')?.updateComplete;
    this.#focusFirst();
  }

  async #switchSecond(): Promise<void> {
    this.rescuing = !this.rescuing;
    this.error = null;
    await this.updateComplete;
    this.renderRoot.querySelector('keyhold-text-field')?.focus();
  }

  protected override get heading(): string {
    return t('reauthentication.title');
  }

  protected override get summary(): string {
    return this.request.purpose;
  }

  protected override left(): void {
    this.#done(false);
  }

  readonly #leave = (): void => this.left();

  readonly #signIn = (): void => {
    signInAgain(this.account, { operation: this.request.operation, subject: this.request.subject });
  };

  protected override renderBody() {
    return this.account.signedOut ? this.#renderLost() : (this.#renderUnavailable() ?? this.#renderForm());
  }

  #renderForm() {
    return html`
      <form novalidate @submit=${this.#submit}>
        <input
          hidden
          type="text"
          name="username"
          autocomplete="username"
          .value=${this.account.overview?.user.username ?? ''}
        />
        ${proofFields(this.#second, this.error)} ${this.#renderWayOut()}
        <div class="bar">
          ${this.#renderCancel()}
          <button class="button primary" aria-disabled=${this.checking ? 'true' : nothing}>
            ${this.checking ? t('reauthentication.checking') : t('reauthentication.continue')}
          </button>
        </div>
      </form>
    `;
  }

  #renderWayOut() {
    const asks = this.#asks;
    if (!asksCode(asks)) return nothing;
    const { operation } = this.request;
    const detail = this.rescuing
      ? t('reauthentication.rescue-detail')
      : noRescueWords(operation, this.account.overview);
    if (!asks.rescue) {
      return html`<details>
        <summary>${t('reauthentication.cannot-use')}</summary>
        <p>${detail}</p>
      </details>`;
    }
    return html`
      ${this.rescuing ? html`<p class="detail">${detail}</p>` : nothing}
      <button class="button quiet" type="button" @click=${this.#switchSecond}>
        ${this.rescuing ? t('reauthentication.can-use') : t('reauthentication.cannot-use')}
      </button>
    `;
  }

  #renderUnavailable() {
    const known = this.account.overview?.reauthentication.unavailable ?? null;
    const words = unavailableWords(this.refusal) ?? (known === null ? null : unavailableWords({ slug: known.reason }));
    if (words === null) return null;
    const fromRefusal = this.refusal?.slug === 'no-provable-factor' ? this.refusal.accountUrl : null;
    const accountUrl = fromRefusal ?? known?.accountUrl ?? this.account.config?.accountUrl ?? '';
    return html`
      <keyhold-problem-note heading=${t('reauthentication.unavailable')} detail=${words}>
        <a href=${accountUrl}>${t('reauthentication.open-account')}</a>
      </keyhold-problem-note>
      <div class="bar">
        <button class="button" type="button" @click=${this.#leave}>${t('common.close')}</button>
      </div>
    `;
  }

  #renderLost() {
    return html`
      <keyhold-problem-note
        heading=${t('session-lost.title')}
        detail=${t('session-lost.in-dialog')}
      ></keyhold-problem-note>
      <div class="bar">
        ${this.#renderCancel()}
        <button class="button primary" type="button" @click=${this.#signIn}>${t('session-lost.sign-in')}</button>
      </div>
    `;
  }

  #renderCancel() {
    return html`<button class="button" type="button" @click=${this.#leave}>${t('common.cancel')}</button>`;
  }
}

define('keyhold-reauthentication-dialog', ReauthenticationDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-reauthentication-dialog': ReauthenticationDialog;
  }
}
