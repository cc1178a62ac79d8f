import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { passwordFieldStyles } from '@keyhold/elements/password-field/password-field.styles.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import '../../dialog-texts/en.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
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
export class ReauthenticationDialog extends AccountDialog<boolean> {
  static override properties = {
    ...AccountDialog.properties,
    request: { attribute: false },
    refusal: { attribute: false },
    error: { state: true },
    checking: { state: true },
    rescuing: { state: true },
  };
  static override styles = [
    ...AccountDialog.styles,
    buttonStyles,
    dialogBarStyles,
    passwordFieldStyles,
    textFieldStyles,
    dialogFormStyles,
  ];

  declare request: ProofRequest;
  /** Why the API asked; it may say that no proof is possible at all. */
  declare refusal: Problem | null;
  declare private error: FieldError | null;
  declare private checking: boolean;
  /** A recovery code stands in for the second factor. */
  declare private rescuing: boolean;

  constructor() {
    super();
    this.refusal = null;
    this.error = null;
    this.checking = false;
    this.rescuing = false;
  }

  /** Whoever waits for the proof goes on without it. */
  protected override get unanswered(): boolean {
    return false;
  }

  get #asks(): Asks {
    return asksFor(this.request.operation, this.refusal, this.account.overview);
  }

  get #second(): Second {
    if (this.rescuing) return 'recoveryCode';
    return asksCode(this.#asks) ? 'code' : null;
  }

  /** The first wrong field, else the first one, else what leads on. */
  protected override begin(): void {
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
      this.answer(true);
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
    await this.sayAnew(
      () => (this.error = null),
      () => (this.error = error),
    );
    this.begin();
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

  readonly #signIn = (): void => {
    signInAgain(this.account, { operation: this.request.operation, subject: this.request.subject });
  };

  protected override renderBody() {
    return this.account.signedOut ? this.renderLost(this.#signIn) : (this.#renderUnavailable() ?? this.#renderForm());
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
          ${this.renderCancel()}
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
        <button class="button" type="button" @click=${() => this.left()}>${t('common.close')}</button>
      </div>
    `;
  }
}

define('keyhold-reauthentication-dialog', ReauthenticationDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-reauthentication-dialog': ReauthenticationDialog;
  }
}
