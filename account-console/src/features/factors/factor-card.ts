import { html, type TemplateResult } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import type { Saying } from '../../app/account-state.ts';
import type { Outcome } from '../../api/problem.ts';
import { t } from '../../locales/t.ts';
import { factorRowStyles } from './factor-row.styles.ts';

/** A factor that its user can call something. */
interface Named {
  readonly id: string;
  readonly label: string | null;
}

/** What cards with rows of factors have in common: one change at a time, by code that arrives with it, and names changed in place. */
export abstract class FactorCard extends AccountCard {
  static override properties = { ...AccountCard.properties, renaming: { state: true } };
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles, factorRowStyles];

  /** The factor whose name is being changed in its row. */
  declare protected renaming: string | null;
  #busy = false;

  constructor() {
    super();
    this.renaming = null;
  }

  /** Selector of the row of one factor. */
  protected abstract row(id: string): string;

  /**
   * Says what came of the change, then puts the focus where the user came from. A second one beside it does not begin.
   * @param load brings the code of the change
   * @param work does it; `null` for nothing to say
   */
  protected async change<Code>(
    load: () => Promise<Code>,
    work: (code: Code) => Promise<Saying | null>,
    back: string,
  ): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const code = await load().catch(this.#notLoaded);
      const said = code === null ? null : await work(code);
      if (said !== null) this.state.say(said.text, said.tone);
    } finally {
      this.#busy = false;
    }
    await this.updateComplete;
    this.#focus(back);
  }

  protected async rename({ id }: Named): Promise<void> {
    await import('./rename-factor.ts').catch(this.#notLoaded);
    if (customElements.get('keyhold-rename-factor') !== undefined) this.renaming = id;
  }

  /** What stands in place of a factor's name while that is changed; `null` while it is not. */
  protected renderRename(
    { id, label }: Named,
    name: string,
    save: (label: string) => Promise<Outcome<unknown>>,
  ): TemplateResult | null {
    if (this.renaming !== id) return null;
    return html`<keyhold-rename-factor
      .account=${this.state}
      .label=${label}
      .name=${name}
      .save=${save}
      @keyhold-renamed=${this.#renamed}
    ></keyhold-rename-factor>`;
  }

  readonly #renamed = async ({ detail }: CustomEvent<string | null>): Promise<void> => {
    const id = this.renaming ?? '';
    this.renaming = null;
    if (detail !== null) this.state.say(detail);
    await this.updateComplete;
    this.#focus(`${this.row(id)} .rename`);
  };

  readonly #notLoaded = (): null => {
    this.state.say(t('problem.unreachable'), 'bad');
    return null;
  };

  /** Where the user came from, else the title: a row may be gone. */
  #focus(selector: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    if (target === null) this.focusHeading();
    else target.focus();
  }
}
