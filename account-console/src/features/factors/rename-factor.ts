import { css, html, nothing } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import '@keyhold/elements/text-field/text-field.ts';
import { textFieldStyles } from '@keyhold/elements/text-field/text-field.styles.ts';
import type { AccountState } from '../../app/account-state.ts';
import type { Outcome, Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';

/**
 * @summary Changes the name of a factor in its row. Escape leaves it as it was.
 * @fires keyhold-renamed - It is over; the detail is what there is to say, `null` when nothing was changed.
 */
export class RenameFactor extends KeyholdElement {
  static override properties = {
    account: { attribute: false },
    label: { attribute: false },
    name: { attribute: false },
    save: { attribute: false },
    error: { state: true },
    saving: { state: true },
  };
  static override styles = [
    baseStyles,
    buttonStyles,
    textFieldStyles,
    css`
      form {
        display: grid;
        gap: var(--keyhold-space-2);
        margin-block-end: var(--keyhold-space-2);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--keyhold-space-2);
      }
    `,
  ];

  declare account: AccountState;
  /** What its user has called it; `null` for nothing yet. */
  declare label: string | null;
  /** What it is called on the page. */
  declare name: string;
  /** The call that gives it its new name. */
  declare save: (label: string) => Promise<Outcome<unknown>>;
  declare private error: string;
  declare private saving: boolean;

  constructor() {
    super();
    this.label = null;
    this.name = '';
    this.error = '';
    this.saving = false;
  }

  protected override firstUpdated(): void {
    const field = this.renderRoot.querySelector('keyhold-text-field');
    void field?.updateComplete.then(() => {
      field.focus();
      field.select();
    });
  }

  readonly #leave = (): void => this.#end(null);

  #end(said: string | null): void {
    this.dispatchEvent(new CustomEvent('keyhold-renamed', { detail: said }));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.saving) return;
    const label = this.renderRoot.querySelector('keyhold-text-field')?.value.trim() ?? '';
    if (label === '') return this.#refuse(t('factors.name-missing'));
    if (label === this.label) {
      this.#end(null);
      return;
    }
    this.saving = true;
    this.error = '';
    const outcome = await this.save(label);
    if (outcome.ok) await this.account.reload();
    this.saving = false;
    if (outcome.ok) this.#end(t('factors.renamed', { name: label }));
    else await this.#explain(outcome.problem);
  }

  async #explain(problem: Problem): Promise<void> {
    if (problem.slug === 'label-taken') return this.#refuse(t('factors.name-taken'));
    if (problem.slug !== 'not-found') return this.#refuse(problemLine(problem));
    await this.account.reload();
    this.#end(t('factors.already-removed', { name: this.name }));
  }

  async #refuse(error: string): Promise<void> {
    // Said again when it is the same sentence as before: a live region only speaks when its text changes.
    this.error = '';
    await this.updateComplete;
    this.error = error;
    await this.updateComplete;
    this.renderRoot.querySelector('keyhold-text-field')?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#end(null);
  }

  override render() {
    return html`
      <form novalidate @submit=${this.#submit} @keydown=${this.#onKey}>
        <keyhold-text-field
          name="label"
          label=${t('factors.name')}
          error=${this.error}
          initial=${this.name}
        ></keyhold-text-field>
        <div class="bar">
          <button class="button" aria-disabled=${this.saving ? 'true' : nothing}>
            ${this.saving ? t('factors.saving') : t('factors.save')}
          </button>
          <button class="button quiet" type="button" @click=${this.#leave}>${t('common.cancel')}</button>
        </div>
      </form>
    `;
  }
}

define('keyhold-rename-factor', RenameFactor);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-rename-factor': RenameFactor;
  }
}
