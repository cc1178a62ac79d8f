import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import '@keyhold/elements/password-field/password-field.ts';
import { passwordFieldStyles } from '@keyhold/elements/password-field/password-field.styles.ts';
import { momentWords } from '@keyhold/elements/relative-time/time-words.ts';
import '../../dialog-texts/en.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
import type { Saying } from '../../app/account-state.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { PinRules, PinState } from '../../api/model.ts';
import type { Problem } from '../../api/problem.ts';
import { locale, t } from '../../locales/t.ts';
import { listOfRules, ruleListStyles } from '../../app/rule-list.ts';
import { refusalWords } from '../reauthentication/refusal-words.ts';
import type { Proven, withProof } from '../reauthentication/with-proof.ts';
import { brokenRules, pinRulesShown, pinRuleWords } from './pin-rules.ts';

/** What the dialog is for: a first PIN, another one by the old one, or another one without it. */
export type PinPurpose = 'set-up' | 'change' | 'forgot';

type FieldName = 'currentPin' | 'pin' | 'confirmation';
type Errors = Partial<Record<FieldName, string>>;

/**
 * @summary "Set up PIN", "Change PIN" and "Forgot PIN?": the new PIN twice, and the old one or "Confirm it is you" as the proof.
 * What is typed stays in its fields when it is refused, and leaves them only in the one call that sets it.
 */
export class PinDialog extends AccountDialog<Saying | null> {
  static override properties = {
    ...AccountDialog.properties,
    purpose: { attribute: false },
    prove: { attribute: false },
    rules: { state: true },
    typed: { state: true },
    broken: { state: true },
    errors: { state: true },
    saving: { state: true },
  };
  static override styles = [
    ...AccountDialog.styles,
    buttonStyles,
    dialogBarStyles,
    dialogFormStyles,
    passwordFieldStyles,
    ruleListStyles,
  ];

  declare purpose: PinPurpose;
  declare prove: typeof withProof;
  /** `null` while they are on their way; `undefined` when they did not arrive. */
  declare private rules: PinRules | null | undefined;
  declare private typed: string;
  /** The rules that the server found broken. */
  declare private broken: readonly string[];
  declare private errors: Errors;
  declare private saving: boolean;
  #reading: Promise<void> | null = null;

  constructor() {
    super();
    this.purpose = 'set-up';
    this.rules = null;
    this.typed = '';
    this.broken = [];
    this.errors = {};
    this.saving = false;
  }

  /** Nothing was changed, and there is nothing to say. */
  protected override get unanswered(): null {
    return null;
  }

  protected override begin(): void {
    this.#focusFirst();
    this.#reading = this.#readRules();
  }

  #focusFirst(): void {
    this.renderRoot.querySelector('keyhold-password-field')?.focus();
  }

  async #readRules(): Promise<void> {
    const outcome = await this.account.call((client, init) => client.GET('/api/pin/rules', init));
    this.rules = outcome.ok ? outcome.value : undefined;
  }

  get #changing(): boolean {
    return this.purpose === 'change';
  }

  /** Where what belongs to no field is said. */
  get #first(): FieldName {
    return this.#changing ? 'currentPin' : 'pin';
  }

  get #digits(): PinRules['digits'] {
    return this.rules?.digits ?? this.account.overview?.pin.digits ?? { min: 6, max: 12 };
  }

  readonly #onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.name !== 'pin') return;
    this.typed = input.value;
    this.broken = [];
  };

  // A PIN is what was typed: nothing is trimmed, and digits of another script are not made ours.
  #valueOf(name: FieldName): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
  }

  #missing(): Errors {
    const errors: Errors = {};
    const pin = this.#valueOf('pin');
    const broken = this.rules == null ? [] : brokenRules(pin, this.rules);
    if (this.#changing && this.#valueOf('currentPin') === '') errors.currentPin = t('pin.current-missing');
    if (pin === '') errors.pin = t('pin.new-missing');
    else if (broken.length > 0) errors.pin = this.#rejected(broken);
    if (errors.pin === undefined && pin !== this.#valueOf('confirmation')) errors.confirmation = t('pin.mismatch');
    return errors;
  }

  #rejected(broken: readonly string[]): string {
    return t('pin.rejected', { rules: broken.map((rule) => pinRuleWords(rule, this.#digits)).join('; ') });
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.saving) return;
    this.saving = true;
    // Nobody proves who they are for a PIN that a rule refuses.
    await this.#reading;
    const missing = this.#missing();
    if (Object.keys(missing).length > 0) await this.#refuse(missing);
    else await this.#setOrChange();
    this.saving = false;
  }

  async #setOrChange(): Promise<void> {
    this.errors = {};
    const before = this.account.overview?.pin.setAt;
    const outcome = await this.#save(this.#valueOf('currentPin'), this.#valueOf('pin'));
    if (outcome.ok) {
      await this.account.reload();
      this.#end(outcome.value);
    } else if (outcome.problem !== null) {
      await this.#explain(outcome.problem, before);
    }
  }

  #save(currentPin: string, pin: string): Promise<Proven<PinState>> {
    const { account } = this;
    if (this.#changing) {
      return account.call((client, init) => client.POST('/api/pin/changes', { ...init, body: { currentPin, pin } }));
    }
    const request = { operation: 'pin.set', target: '', purpose: t('pin.set-purpose'), subject: '' } as const;
    return this.prove(this.renderRoot, account, request, () =>
      account.call((client, init) => client.PUT('/api/pin', { ...init, body: { pin } })),
    );
  }

  #end({ heldUntil }: PinState): void {
    const held = heldUntil !== null && Date.parse(heldUntil) > Date.now();
    const words = this.#changing
      ? t('pin.was-changed')
      : held
        ? t('pin.was-set-held', { time: momentWords(new Date(heldUntil), new Date(), locale()) })
        : t('pin.was-set');
    this.answer({ text: words, tone: 'done' });
  }

  async #explain(problem: Problem, before: string | null | undefined): Promise<void> {
    const first = this.#first;
    switch (problem.slug) {
      case 'pin-rejected':
        this.broken = problem.broken;
        return this.#refuse({ pin: this.#rejected(problem.broken) });
      case 'proof-refused':
        await this.account.reload();
        return this.#refuse({
          [first]: this.account.overview?.pin.disabled === true ? t('pin.disabled') : refusalWords(problem),
        });
      case 'pin-disabled':
        await this.account.reload();
        return this.#refuse({ [first]: t('pin.disabled') });
      case 'conflict':
        await this.account.reload();
        return this.#refuse({ [first]: t('pin.conflict') });
      case 'pin-unavailable':
        return this.#refuse({ [first]: t('pin.unavailable') });
      case 'section-off':
      case 'section-read-only':
        return this.#refuse({ [first]: t('pin.switched-off') });
      case 'unreachable':
      case 'keycloak-unavailable':
        return this.#explainLost(problem, before);
      default:
        return this.#refuse({ [first]: refusalWords(problem) });
    }
  }

  // The answer did not arrive: the PIN may have been set all the same.
  async #explainLost(problem: Problem, before: string | null | undefined): Promise<void> {
    await this.account.reload();
    const { overview, problem: unread } = this.account;
    if (unread === null && overview !== null && overview.pin.setAt !== before) {
      this.#end(overview.pin);
      return;
    }
    const words = refusalWords(problem);
    return this.#refuse({ [this.#first]: unread === null ? words : `${words} ${t('pin.maybe-changed')}` });
  }

  async #refuse(errors: Errors): Promise<void> {
    await this.sayAnew(
      () => (this.errors = {}),
      () => (this.errors = errors),
    );
    this.renderRoot.querySelector<HTMLElement>('input[aria-invalid]')?.focus();
  }

  async #forget(): Promise<void> {
    if (this.saving) return;
    this.purpose = 'forgot';
    this.errors = {};
    await this.updateComplete;
    this.#focusFirst();
  }

  readonly #signIn = (): void => signInAgain(this.account, { operation: 'pin.set', subject: this.purpose });

  protected override get heading(): string {
    return t(titles[this.purpose]);
  }

  protected override get summary(): string {
    return this.#changing ? '' : t(this.purpose === 'forgot' ? 'pin.forgot-detail' : 'pin.set-up-detail');
  }

  protected override renderBody() {
    // While it is being set nobody knows yet whether anything was.
    return this.account.signedOut && !this.saving ? this.renderLost(this.#signIn) : this.#renderForm();
  }

  #renderForm() {
    const { min, max } = this.#digits;
    return html`
      <form novalidate @submit=${this.#submit} @input=${this.#onInput}>
        ${this.#changing ? this.#renderField('currentPin', t('pin.current')) : nothing}
        ${this.#renderField('pin', t('pin.new'), min === max ? t('pin.hint-exact', { max }) : t('pin.hint', { min, max }))}
        ${this.#renderRules()} ${this.#renderField('confirmation', t('pin.confirm'))}
        <div class="bar">
          ${
            this.#changing
              ? html`<button class="button quiet forgot" type="button" @click=${this.#forget}>
                  ${t('pin.forgot')}
                </button>`
              : nothing
          }
          ${this.renderCancel()}
          <button class="button primary" aria-disabled=${this.saving ? 'true' : nothing}>
            ${this.saving ? t('pin.saving') : t('pin.save')}
          </button>
        </div>
      </form>
    `;
  }

  #renderField(name: FieldName, label: string, hint = '') {
    return html`<keyhold-password-field
      name=${name}
      label=${label}
      hint=${hint}
      inputmode="numeric"
      autocomplete=${name === 'currentPin' ? 'current-password' : 'new-password'}
      error=${this.errors[name] ?? ''}
      show-label=${t('pin.show')}
      hide-label=${t('pin.hide')}
    ></keyhold-password-field>`;
  }

  #renderRules() {
    const { rules } = this;
    if (rules === undefined) return html`<p>${t('pin.rules-problem')}</p>`;
    if (rules === null) return nothing;
    return listOfRules(t('pin.rules'), pinRulesShown(this.typed, rules, this.broken, this.#changing));
  }
}

const titles = { 'set-up': 'pin.set-up', change: 'pin.change', forgot: 'pin.forgot' } as const;

define('keyhold-pin-dialog', PinDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-pin-dialog': PinDialog;
  }
}
