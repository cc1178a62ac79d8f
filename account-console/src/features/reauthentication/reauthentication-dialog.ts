import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { passwordFieldStyles } from '@keyhold/elements/password-field/password-field.styles.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import '../../dialog-texts/en.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
import { endOthers } from '../../app/end-others.ts';
import { knowsKeys } from '../../app/knows-keys.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { KeyKind } from '../../api/model.ts';
import type { Asks, Problem } from '../../api/problem.ts';
import { t } from '../../locales/t.ts';
import { noKeysWords } from '../factors/no-keys-words.ts';
import {
  asksCode,
  asksFor,
  asksPassword,
  asksTyped,
  keysAsked,
  noRescueWords,
  proofFields,
  readProof,
  type FieldError,
  type Second,
  type Typed,
} from './reauthentication-form.ts';
import { askKey, type Assertion } from './ask-key.ts';
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

  /** The first wrong field, else what stands first: the quickest way. */
  protected override begin(): void {
    const { renderRoot } = this;
    const wrong = renderRoot.querySelector<HTMLElement>('input[aria-invalid]');
    (wrong ?? renderRoot.querySelector<HTMLElement>('.passkey, keyhold-password-field, .primary, a'))?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.checking) return;
    // Whoever has only a security key as second factor presses its button by submitting.
    if (!asksTyped(this.#asks) && !this.rescuing) return this.#useKey('security-key');
    const typed = readProof(this.renderRoot, this.#second);
    if ('field' in typed) return this.#refuse(typed);
    this.checking = true;
    await this.#prove(typed);
  }

  async #useKey(kind: KeyKind): Promise<void> {
    if (this.checking) return;
    const typed: Partial<Typed> | FieldError = kind === 'passkey' ? {} : readProof(this.renderRoot, null);
    if ('field' in typed) return this.#refuse(typed);
    this.checking = true;
    this.error = null;
    const { operation, target } = this.request;
    const asked = await askKey(this.account, operation, target, kind);
    if ('problem' in asked) return this.#explain(asked.problem);
    if ('error' in asked) {
      this.checking = false;
      return this.#refuse(asked.error);
    }
    await this.#prove({ ...typed, assertion: asked.assertion });
  }

  async #prove(proof: Partial<Typed> & { assertion?: Assertion }): Promise<void> {
    const { operation, target } = this.request;
    const outcome = await this.account.call((client, init) =>
      client.POST('/api/reauthentication', { ...init, body: { operation, target, ...proof } }),
    );
    if (outcome.ok) {
      if (outcome.value.sessionsLeft === true) await this.#endOtherSessions();
      this.checking = false;
      this.answer(true);
    } else {
      await this.#explain(outcome.problem);
    }
  }

  /** A rescue promises to end them all. What cannot be ended now is listed on the page: the proof stands all the same. */
  async #endOtherSessions(): Promise<void> {
    const endBatch = () => this.account.call((client, init) => client.DELETE('/api/sessions', init));
    await endOthers(endBatch, 0, () => undefined);
  }

  async #explain(problem: Problem): Promise<void> {
    this.checking = false;
    if (unavailableWords(problem) !== null) this.refusal = problem;
    // The user got a second factor, or lost one, since the page was read: the next look asks for the right thing.
    if (problem.slug === 'invalid-request') await this.account.reload();
    await this.#refuse({
      field: problem.slug === 'proof-refused' ? problem.field : asksPassword(this.#asks) ? 'password' : 'assertion',
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
    const asks = this.#asks;
    const keys = this.rescuing || !knowsKeys() ? [] : keysAsked(asks);
    const typed = this.rescuing || asksTyped(asks);
    const stuck = !typed && keys.length === 0;
    const label = (idle: string) => (this.checking ? t('reauthentication.checking') : idle);
    return html`
      <form novalidate @submit=${this.#submit}>
        <input
          hidden
          type="text"
          name="username"
          autocomplete="username"
          .value=${this.account.overview?.user.username ?? ''}
        />
        ${keys.includes('passkey') ? this.#renderPasskey(asksPassword(asks)) : nothing}
        ${stuck ? html`<p class="detail">${noKeysWords()}</p>` : nothing}
        ${asksPassword(asks) && !stuck ? proofFields(this.#second, this.error) : nothing}
        ${this.error?.field === 'assertion' ? html`<p class="wrong" role="alert">${this.error.text}</p>` : nothing}
        ${this.#renderWayOut()}
        <div class="bar">
          ${this.renderCancel()}
          ${
            typed && keys.includes('security-key')
              ? html`<button class="button" type="button" @click=${() => this.#useKey('security-key')}>
                  ${t('reauthentication.use-security-key')}
                </button>`
              : nothing
          }
          ${
            asksPassword(asks) && !stuck
              ? html`<button class="button primary" aria-disabled=${this.checking ? 'true' : nothing}>
                  ${label(typed ? t('reauthentication.continue') : t('reauthentication.use-security-key'))}
                </button>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  /** The quickest way goes first; below it, what else proves it. */
  #renderPasskey(others: boolean) {
    return html`
      <button
        class="button passkey ${others ? '' : 'primary'}"
        type="button"
        aria-disabled=${this.checking ? 'true' : nothing}
        @click=${() => this.#useKey('passkey')}
      >
        ${t('reauthentication.use-passkey')}
      </button>
      ${others ? html`<p class="detail">${t('reauthentication.or-password')}</p>` : nothing}
    `;
  }

  #renderWayOut() {
    const asks = this.#asks;
    const hasPassword = asksPassword(asks);
    if (hasPassword && !asksCode(asks) && !keysAsked(asks).includes('security-key')) return nothing;
    const { operation } = this.request;
    const detail = this.rescuing
      ? t('reauthentication.rescue-detail')
      : hasPassword
        ? noRescueWords(operation, this.account.overview)
        : t('reauthentication.only-passkey');
    if (!asks.rescue || !hasPassword) {
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
