import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { nextTask } from '@keyhold/elements/base/next-task.ts';
import '@keyhold/elements/card/card.ts';
import '@keyhold/elements/skeleton-rows/skeleton-rows.ts';
import { t } from '../locales/t.ts';
import { AccountController } from './account-controller.ts';
import './account-notes.ts';
import type { AccountState } from './account-state.ts';
import { datesReady } from './dates-ready.ts';
import { loadProblem } from './load-problem.ts';
import { sessionLost } from './session-lost.ts';

/**
 * What every card of the page has in common: it shares the state of the page, or, alone on another page of the organisation,
 * reads its own from the bridge at `base-url`; it says why its data cannot be shown, and takes the focus on arrival.
 */
export abstract class AccountCard extends KeyholdElement {
  static override properties: PropertyDeclarations = {
    account: { attribute: false },
    baseUrl: { type: String, attribute: 'base-url' },
  };

  static readonly stripStyles: CSSResultGroup = css`
    .strip {
      padding: 0 var(--keyhold-space-5) var(--keyhold-space-4);
    }
    @media (max-width: 859px) {
      .strip {
        padding-inline: var(--keyhold-space-4);
      }
    }
  `;

  readonly #account = new AccountController(this);

  declare account: AccountState | null;
  /** Address of the bridge, for a page that is not the bridge's own. */
  declare baseUrl: string;

  constructor() {
    super();
    this.account = null;
    this.baseUrl = '';
  }

  get state(): AccountState {
    return this.#account.state;
  }

  // The first rendering of each card is a task of its own: none holds the page for long.
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await datesReady();
      await nextTask();
    }
    await super.scheduleUpdate();
  }

  /** Puts the focus on the card's title. */
  focusHeading(): void {
    this.renderRoot.querySelector('keyhold-card')?.focusHeading();
  }

  /** Why nothing can be shown, or that it may be out of date; stands above the rows. */
  protected renderStrip(problemHeading: string) {
    const { overview, problem, signedOut } = this.state;
    if (signedOut && this.#account.alone) return html`<div class="strip">${sessionLost(this.state)}</div>`;
    if (problem === null || problem.slug === 'not-signed-in') return nothing;
    return html`<div class="strip">
      ${loadProblem(this.state, problem, overview === null ? problemHeading : t('account.stale'))}
    </div>`;
  }

  /** Holds the place of the rows while they load. */
  protected renderWaiting(rows: number) {
    if (this.state.problem !== null) return nothing;
    return html`<keyhold-skeleton-rows rows=${rows} label=${t('account.loading')}></keyhold-skeleton-rows>`;
  }

  /** Where a card that stands alone says what happened; on the page, the page does. */
  protected renderNotes() {
    if (!this.#account.alone) return nothing;
    return html`<keyhold-account-notes .account=${this.state}></keyhold-account-notes>`;
  }
}
