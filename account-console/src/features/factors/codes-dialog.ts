import { html, nothing } from 'lit';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import '@keyhold/elements/copy-button/copy-button.ts';
import { Dialog } from '@keyhold/elements/dialog/dialog.ts';
import { dialogSteps, dialogStepsStyles } from '@keyhold/elements/dialog/dialog-steps.ts';
import { dialogBarStyles, dialogFormStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import '@keyhold/elements/text-field/text-field.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import type { AccountState } from '../../app/account-state.ts';
import type { Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';
import { codesDialogStyles } from './codes-dialog.styles.ts';
import { codesAsText, downloadCodes, standPrintSheet } from './codes-to-keep.ts';
import type { FreshCodes, Steps } from './show-codes.ts';

/**
 * @summary "Recovery codes", shown this once: copy, download, print. A first set is ticked as saved; a replacement counts once
 * one of its codes was typed back. Nobody leaves without being told what that means. The codes live in this element only.
 */
export class CodesDialog extends Dialog<boolean> {
  static override properties = {
    account: { attribute: false },
    fresh: { attribute: false },
    steps: { attribute: false },
    ticked: { state: true },
    leaving: { state: true },
    saving: { state: true },
    error: { state: true },
  };
  static override styles = [
    ...Dialog.styles,
    buttonStyles,
    dialogBarStyles,
    dialogFormStyles,
    dialogStepsStyles,
    textFieldStyles,
    codesDialogStyles,
  ];

  declare account: AccountState;
  declare fresh: FreshCodes;
  /** The task that this is a step of; `null` when it is none. */
  declare steps: Steps | null;
  declare private ticked: boolean;
  /** The user was asked whether they really leave. */
  declare private leaving: boolean;
  declare private saving: boolean;
  declare private error: string;
  #over = false;

  constructor() {
    super();
    this.steps = null;
    this.ticked = false;
    this.leaving = false;
    this.saving = false;
    this.error = '';
  }

  /** Nobody has shown that they have the codes. */
  protected override get unanswered(): boolean {
    return false;
  }

  override async ask(): Promise<boolean> {
    const takeSheet = standPrintSheet(this.account, this.fresh.codes);
    window.addEventListener('beforeunload', this.#warn);
    try {
      return await super.ask();
    } finally {
      window.removeEventListener('beforeunload', this.#warn);
      takeSheet();
    }
  }

  protected override close(): void {
    this.#over = true;
    super.close();
  }

  // The browser asks with its own words whether to leave the page.
  readonly #warn = (event: Event): void => event.preventDefault();

  protected override get heading(): string {
    return t('factors.codes');
  }

  protected override get summary(): string {
    return t(this.fresh.active ? 'factors.codes-detail' : 'factors.new-codes-detail');
  }

  protected override left(): void {
    if (this.leaving) super.left();
    else if (!this.#over) void this.#askToLeave();
  }

  async #askToLeave(): Promise<void> {
    this.leaving = true;
    // A browser may have closed it over our head.
    await this.show();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.leaving .button')?.focus();
  }

  async #stay(): Promise<void> {
    this.leaving = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form .bar .button')?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.saving) return;
    const { active, set } = this.fresh;
    const typed = active ? null : (this.renderRoot.querySelector('keyhold-text-field')?.value.trim() ?? '');
    if (active && !this.ticked) return this.#refuse(t('factors.not-saved'));
    if (typed === '') return this.#refuse(t('factors.type-one-missing'));
    this.saving = true;
    this.error = '';
    const outcome = await this.account.call((client, init) =>
      client.POST('/api/recovery-codes/{set}/confirmation', {
        ...init,
        params: { path: { set } },
        body: { code: typed },
      }),
    );
    this.saving = false;
    if (outcome.ok) this.answer(true);
    else await this.#refuse(refusal(outcome.problem));
  }

  async #refuse(error: string): Promise<void> {
    await this.sayAnew(
      () => (this.error = ''),
      () => (this.error = error),
    );
    this.renderRoot.querySelector<HTMLElement>('form input')?.focus();
    this.renderRoot.querySelector('form .error')?.scrollIntoView({ block: 'nearest' });
  }

  protected override renderBody() {
    const { codes } = this.fresh;
    return html`
      ${this.steps === null ? nothing : dialogSteps(this.steps.label, this.steps.names, this.steps.current)}
      <ol class="codes" dir="ltr" translate="no" aria-label=${t('factors.codes')}>
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ol>
      <div class="tools">
        <keyhold-copy-button
          label=${t('factors.copy')}
          done-label=${t('common.copied')}
          failed-label=${t('common.not-copied')}
          .text=${codesAsText(codes)}
        ></keyhold-copy-button>
        <button class="button" type="button" @click=${() => downloadCodes(this.account, codes)}>
          ${t('factors.download')}
        </button>
        <button class="button" type="button" @click=${() => window.print()}>${t('factors.print')}</button>
      </div>
      <form novalidate @submit=${this.#submit}>
        ${this.fresh.active ? this.#renderTick() : this.#renderField()}
        ${this.leaving ? this.#renderLeaving() : this.#renderBar()}
      </form>
    `;
  }

  #renderTick() {
    const tick = (event: Event): void => {
      this.ticked = (event.currentTarget as HTMLInputElement).checked;
      this.error = '';
    };
    return html`
      <label class="choice">
        <input
          type="checkbox"
          name="saved"
          aria-labelledby="saved"
          aria-describedby="saved-detail error"
          @change=${tick}
        />
        <b id="saved">${t('factors.saved')}</b>
        <span id="saved-detail">${t('factors.saved-detail')}</span>
      </label>
      <p class="error" id="error" role="alert">${this.error}</p>
    `;
  }

  #renderField() {
    return html`
      <keyhold-text-field
        name="code"
        label=${t('factors.type-one')}
        hint=${t('factors.type-one-hint')}
        error=${this.error}
        maxlength="64"
        code
      ></keyhold-text-field>
    `;
  }

  #renderBar() {
    const waits = this.saving || (this.fresh.active && !this.ticked);
    return html`
      <div class="bar">
        <button class="button" type="button" @click=${() => this.left()}>
          ${t(this.fresh.active ? 'common.close' : 'common.cancel')}
        </button>
        <button class="button primary" aria-disabled=${waits ? 'true' : nothing}>
          ${t(this.saving ? 'factors.saving' : 'factors.done')}
        </button>
      </div>
    `;
  }

  #renderLeaving() {
    return html`
      <div class="leaving" role="alertdialog" aria-labelledby="leaving" aria-describedby="leaving-detail">
        <b id="leaving">${t('factors.unsaved')}</b>
        <p id="leaving-detail">${t(this.fresh.active ? 'factors.unsaved-detail' : 'factors.unsaved-new-detail')}</p>
        <div class="bar">
          <button class="button" type="button" @click=${this.#stay}>${t('factors.stay')}</button>
          <button class="button danger" type="button" @click=${() => this.left()}>${t('factors.leave')}</button>
        </div>
      </div>
    `;
  }
}

function refusal(problem: Problem): string {
  if (problem.slug === 'code-refused') return t('factors.type-one-wrong');
  return problem.slug === 'not-found' ? t('factors.codes-gone') : problemLine(problem);
}

define('keyhold-codes-dialog', CodesDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-codes-dialog': CodesDialog;
  }
}
