import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import '@keyhold/elements/password-field/password-field.ts';
import { passwordFieldStyles } from '@keyhold/elements/password-field/password-field.styles.ts';
import '../../dialog-texts/en.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
import type { Saying } from '../../app/account-state.ts';
import { ruleListStyles } from '../../app/rule-list.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { PasswordRule } from '../../api/model.ts';
import type { Asks, BrokenRule, Problem } from '../../api/problem.ts';
import { t } from '../../locales/t.ts';
import { askKey } from '../reauthentication/ask-key.ts';
import { asksCode, asksFor, asksTyped, codeField, keysAsked } from '../reauthentication/reauthentication-form.ts';
import { refusalWords } from '../reauthentication/refusal-words.ts';
import { changePassword, isLost } from './change-password.ts';
import { readChange, type ChangeErrors, type PasswordChange } from './change-password-form.ts';
import { ruleList } from './rule-list.ts';
import { ruleWords } from './rules.ts';
import type { Advice } from './strength.ts';

/** Advice follows the typing after a pause of this many milliseconds. */
const pause = 200;

/**
 * @summary "Change password": one form, in which the current password (and the second factor, where there is one) is the
 * proof. What is typed stays in its fields when it is refused, and leaves them only in the one call that changes it.
 */
export class ChangePasswordDialog extends AccountDialog<Saying | null> {
  static override properties = {
    ...AccountDialog.properties,
    rules: { state: true },
    typed: { state: true },
    advice: { state: true },
    broken: { state: true },
    errors: { state: true },
    changing: { state: true },
  };
  static override styles = [
    ...AccountDialog.styles,
    buttonStyles,
    dialogBarStyles,
    dialogFormStyles,
    passwordFieldStyles,
    textFieldStyles,
    ruleListStyles,
  ];

  /** `null` while they are on their way; `undefined` when they did not arrive. */
  declare private rules: readonly PasswordRule[] | null | undefined;
  declare private typed: string;
  declare private advice: Advice | null;
  /** Ids of the rules that the server found broken. */
  declare private broken: readonly string[];
  declare private errors: ChangeErrors;
  declare private changing: boolean;
  #advising = 0;

  constructor() {
    super();
    this.rules = null;
    this.typed = '';
    this.advice = null;
    this.broken = [];
    this.errors = {};
    this.changing = false;
  }

  /** Nothing was changed, and there is nothing to say. */
  protected override get unanswered(): null {
    return null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#advising);
  }

  protected override begin(): void {
    this.renderRoot.querySelector('keyhold-password-field')?.focus();
    void this.#readRules();
  }

  async #readRules(): Promise<void> {
    const outcome = await this.account.call((client, init) => client.GET('/api/password/rules', init));
    this.rules = outcome.ok ? outcome.value.items : undefined;
  }

  get #asks(): Asks {
    return asksFor('password.change', null, this.account.overview);
  }

  get #asksCode(): boolean {
    return asksCode(this.#asks);
  }

  /** The security key is the only second factor: it is asked for when the form is sent. */
  get #asksKey(): boolean {
    return keysAsked(this.#asks).includes('security-key') && !asksTyped(this.#asks);
  }

  readonly #onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.name !== 'newPassword') return;
    this.typed = input.value;
    this.broken = [];
    clearTimeout(this.#advising);
    this.#advising = window.setTimeout(() => void this.#advise(), pause);
  };

  // An opinion only: where its code does not arrive, the form works without it.
  async #advise(): Promise<void> {
    const { typed } = this;
    const user = this.account.overview?.user;
    const { adviseOn } = await import('./strength.ts');
    if (typed !== this.typed) return;
    this.advice = typed === '' ? null : adviseOn(typed, [user?.username ?? '', user?.email ?? ''].filter(Boolean));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.changing) return;
    const read = readChange(event.currentTarget as HTMLFormElement, this.#asksCode);
    if ('errors' in read) return this.#refuse(read.errors);
    this.errors = {};
    this.changing = true;
    if (this.#asksKey) await this.#changeWithKey(read.change);
    else await this.#change(read.change);
  }

  async #changeWithKey(change: PasswordChange): Promise<void> {
    const asked = await askKey(this.account, 'password.change', '', 'security-key');
    if ('assertion' in asked) return this.#change({ ...change, assertion: asked.assertion });
    this.changing = false;
    if ('problem' in asked) await this.#explain(asked.problem);
    else await this.#refuse({ currentPassword: asked.error.text });
  }

  async #change(change: PasswordChange): Promise<void> {
    const outcome = await changePassword(this.account, change);
    this.changing = false;
    if (outcome.ok) this.answer(outcome.value);
    else await this.#explain(outcome.problem);
  }

  async #explain(problem: Problem): Promise<void> {
    switch (problem.slug) {
      case 'password-rejected': {
        this.broken = problem.broken.map(({ id }) => id);
        const rules = problem.broken.map((rule) => this.#wordsOf(rule)).join('; ');
        return this.#refuse({ newPassword: t('password.rejected', { rules }), ...this.#usedUpCode() });
      }
      case 'proof-refused':
        return this.#refuse({ [problem.field === 'code' ? 'code' : 'currentPassword']: refusalWords(problem) });
      case 'invalid-request':
        // A second factor was added or removed since the page was read: the form then asks for the right things.
        await this.account.reload();
        return this.#refuse({ currentPassword: refusalWords(problem) });
      default: {
        const unknown = isLost(problem) && this.account.problem !== null;
        const words = refusalWords(problem);
        return this.#refuse({ currentPassword: unknown ? `${words} ${t('password.maybe-changed')}` : words });
      }
    }
  }

  // The proof was right, and a code works once: the next try wants the next one.
  #usedUpCode(): ChangeErrors {
    const field = this.renderRoot.querySelector<HTMLInputElement>('input[name="code"]');
    if (field === null) return {};
    field.value = '';
    return { code: t('password.code-used') };
  }

  #wordsOf({ id, text }: BrokenRule): string {
    const known = this.rules?.find((rule) => rule.id === id);
    return known === undefined ? text : ruleWords(known);
  }

  async #refuse(errors: ChangeErrors): Promise<void> {
    await this.sayAnew(
      () => (this.errors = {}),
      () => (this.errors = errors),
    );
    this.renderRoot.querySelector<HTMLElement>('input[aria-invalid], .primary')?.focus();
  }

  // What was typed is kept nowhere: who signs in again finds an empty form.
  readonly #signIn = (): void => signInAgain(this.account, { operation: 'password.change', subject: '' });

  protected override get heading(): string {
    return t('password.change');
  }

  protected override get summary(): string {
    return '';
  }

  protected override renderBody() {
    // While it is being changed nobody knows yet whether anything was.
    return this.account.signedOut && !this.changing ? this.renderLost(this.#signIn) : this.#renderForm();
  }

  #renderForm() {
    return html`
      <form novalidate @submit=${this.#submit} @input=${this.#onInput}>
        <input
          hidden
          type="text"
          name="username"
          autocomplete="username"
          .value=${this.account.overview?.user.username ?? ''}
        />
        ${this.#renderPassword('currentPassword', t('password.current'))}
        ${this.#asksCode ? codeField(this.errors.code ?? '') : nothing}
        ${this.#renderPassword('newPassword', t('password.new'))} ${this.#renderRules()} ${this.#renderAdvice()}
        ${this.#renderPassword('confirmation', t('password.confirm'))}
        <label class="choice">
          <input type="checkbox" name="endOtherSessions" checked />
          <b>${t('password.sign-out-others')}</b>
          <span>${t('password.sign-out-others-detail')}</span>
        </label>
        <div class="bar">
          ${this.renderCancel()}
          <button class="button primary" aria-disabled=${this.changing ? 'true' : nothing}>
            ${this.changing ? t('password.changing') : t('password.change')}
          </button>
        </div>
      </form>
    `;
  }

  #renderPassword(name: 'confirmation' | 'currentPassword' | 'newPassword', label: string) {
    return html`<keyhold-password-field
      name=${name}
      label=${label}
      autocomplete=${name === 'currentPassword' ? 'current-password' : 'new-password'}
      error=${this.errors[name] ?? ''}
      show-label=${t('password.show')}
      hide-label=${t('password.hide')}
    ></keyhold-password-field>`;
  }

  #renderRules() {
    const { account, rules } = this;
    if (rules === undefined) return html`<p>${t('password.rules-problem')}</p>`;
    if (rules === null || account.overview === null) return nothing;
    return ruleList(rules, this.typed, account.overview.user, this.broken);
  }

  #renderAdvice() {
    const { advice } = this;
    return html`<p class="advice" role="status">
      ${advice === null ? nothing : `${t(strengthWords[advice.strength])} ${advice.words}`}
    </p>`;
  }
}

const strengthWords = {
  weak: 'password.strength-weak',
  fair: 'password.strength-fair',
  strong: 'password.strength-strong',
} as const;

define('keyhold-change-password-dialog', ChangePasswordDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-change-password-dialog': ChangePasswordDialog;
  }
}
