import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import '@keyhold/elements/copy-button/copy-button.ts';
import { dialogSteps, dialogStepsStyles } from '@keyhold/elements/dialog/dialog-steps.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import '@keyhold/elements/text-field/text-field.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
import type { AuthenticatorApp, TotpEnrolled, TotpEnrolment } from '../../api/model.ts';
import type { Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { codeField } from '../reauthentication/reauthentication-form.ts';
import { refusalWords } from '../reauthentication/refusal-words.ts';
import { appName } from './app-row.ts';
import { refusedWords } from './clock-words.ts';
import { enrolmentDialogStyles } from './enrolment-dialog.styles.ts';
import { keyInGroups, readEnrolment, settingsWords, type EnrolmentError } from './enrolment-form.ts';
import { stepsOf, type Step } from './enrolment-steps.ts';
import { qrCode } from './qr-code.ts';

/** How the user left the dialog; `again` wants a new enrolment, `lost` to sign in first. */
export type EnrolmentEnd =
  { kind: 'enrolled'; value: TotpEnrolled } | { kind: 'again'; name: string } | { kind: 'left' } | { kind: 'lost' };

/**
 * @summary "Authenticator app": the QR code and the key to scan or type, then the code that the app shows. Nothing is changed
 * before that code is right; leaving at any time is harmless. The key lives in this element only.
 */
export class EnrolmentDialog extends AccountDialog<EnrolmentEnd> {
  static override properties = {
    ...AccountDialog.properties,
    enrolment: { attribute: false },
    replaces: { attribute: false },
    name: { attribute: false },
    step: { state: true },
    error: { state: true },
    verifying: { state: true },
    gone: { state: true },
  };
  static override styles = [
    ...AccountDialog.styles,
    buttonStyles,
    dialogBarStyles,
    dialogFormStyles,
    dialogStepsStyles,
    textFieldStyles,
    enrolmentDialogStyles,
  ];

  declare enrolment: TotpEnrolment;
  /** The app that the new one takes the place of. */
  declare replaces: AuthenticatorApp | null;
  /** What stands in the field for the name at first. */
  declare name: string;
  declare private step: Step;
  declare private error: EnrolmentError | null;
  declare private verifying: boolean;
  /** The ten minutes are over, says the API: no clock of a browser is trusted with it. */
  declare private gone: boolean;
  /** The user left while the code was on its way: the answer decides what that means. */
  #leaving = false;

  constructor() {
    super();
    this.replaces = null;
    this.name = '';
    this.step = 'scan';
    this.error = null;
    this.verifying = false;
    this.gone = false;
  }

  protected override get unanswered(): EnrolmentEnd {
    return { kind: 'left' };
  }

  protected override get heading(): string {
    return t('totp.apps');
  }

  protected override get summary(): string {
    if (this.gone || this.account.signedOut) return '';
    return this.replaces === null ? t('totp.scan-detail') : t('totp.replace-detail', { name: appName(this.replaces) });
  }

  protected override left(): void {
    this.#leaving = true;
    if (!this.verifying) super.left();
  }

  readonly #again = (): void => {
    const typed = this.renderRoot.querySelector<HTMLInputElement>('input[name=label]')?.value;
    this.answer({ kind: 'again', name: typed ?? this.name });
  };

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.verifying) return;
    const read = readEnrolment(this.renderRoot, this.enrolment.policy);
    if ('field' in read) return this.#refuse(read);
    this.name = read.label ?? '';
    this.verifying = true;
    const { id } = this.enrolment;
    const outcome = await this.account.call((client, init) =>
      client.POST('/api/totp/enrolments/{id}/confirmation', { ...init, params: { path: { id } }, body: read }),
    );
    this.verifying = false;
    if (outcome.ok) this.answer({ kind: 'enrolled', value: outcome.value });
    else if (this.#leaving) super.left();
    else await this.#explain(outcome.problem);
  }

  async #explain(problem: Problem): Promise<void> {
    switch (problem.slug) {
      case 'enrolment-gone':
      case 'step-up-required':
        this.gone = true;
        await this.updateComplete;
        return this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
      case 'code-refused':
        return this.#refuse({ field: 'code', text: refusedWords(problem.clockOffBySeconds) });
      case 'label-taken':
        return this.#refuse({ field: 'label', text: t('totp.name-taken') });
      case 'totp-unsupported':
        return this.#refuse({ field: 'code', text: t('totp.unsupported') });
      default:
        return this.#refuse({ field: 'code', text: refusalWords(problem) });
    }
  }

  async #refuse(error: EnrolmentError): Promise<void> {
    await this.sayAnew(
      () => (this.error = null),
      () => (this.error = error),
    );
    const wrong = this.renderRoot.querySelector<HTMLInputElement>(`input[name=${error.field}]`);
    wrong?.select();
    wrong?.focus();
  }

  protected override renderBody() {
    if (this.account.signedOut) return this.renderLost(() => this.answer({ kind: 'lost' }));
    return this.gone ? this.#renderGone() : this.#renderForm();
  }

  #renderForm() {
    const withCodes = this.account.overview?.recoveryCodes.state === 'none';
    const { label, names, current } = stepsOf(this.step, withCodes);
    return html`
      ${dialogSteps(label, names, current)} ${this.#renderScan()}
      <form novalidate @submit=${this.#submit} @focusin=${() => (this.step = 'code')}>
        <keyhold-text-field
          name="label"
          label=${t('totp.name')}
          hint=${t('totp.name-hint')}
          error=${this.error?.field === 'label' ? this.error.text : ''}
          initial=${this.name}
        ></keyhold-text-field>
        ${codeField(this.error?.field === 'code' ? this.error.text : '')}
        <div class="bar">
          ${this.renderCancel()}
          <button class="button primary" aria-disabled=${this.verifying ? 'true' : nothing}>
            ${this.verifying ? t('totp.verifying') : t('totp.verify')}
          </button>
        </div>
      </form>
    `;
  }

  #renderScan() {
    const { uri, secret, policy } = this.enrolment;
    const settings = settingsWords(policy);
    return html`
      <div class="scan">
        ${qrCode(uri, t('totp.qr-code'))}
        <div class="by-hand">
          <a class="button open" href=${uri}>${t('totp.open-app')}</a>
          <span class="hint">${t('totp.key')}</span>
          <code class="key" dir="ltr" translate="no">${keyInGroups(secret)}</code>
          ${settings === null ? nothing : html`<span class="hint">${settings}</span>`}
          <keyhold-copy-button
            label=${t('totp.copy-key')}
            done-label=${t('common.copied')}
            failed-label=${t('common.not-copied')}
            .text=${secret}
          ></keyhold-copy-button>
        </div>
      </div>
    `;
  }

  #renderGone() {
    return html`
      <keyhold-problem-note heading=${t('totp.gone')} detail=${t('totp.gone-detail')}></keyhold-problem-note>
      <div class="bar">
        ${this.renderCancel()}
        <button class="button primary" type="button" @click=${this.#again}>${t('totp.start-again')}</button>
      </div>
    `;
  }
}

define('keyhold-enrolment-dialog', EnrolmentDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-enrolment-dialog': EnrolmentDialog;
  }
}
