import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { nextTask } from '@keyhold/elements/base/next-task.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import '@keyhold/elements/card/card.ts';
import '@keyhold/elements/skeleton-rows/skeleton-rows.ts';
import { zone } from '@keyhold/elements/relative-time/time-words.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountController } from '../../app/account-controller.ts';
import type { AccountState } from '../../app/account-state.ts';
import '../../app/account-notes.ts';
import { datesReady } from '../../app/dates-ready.ts';
import { loadProblem } from '../../app/load-problem.ts';
import { sessionLost } from '../../app/session-lost.ts';
import type { Session } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import { SessionEnding } from './session-ending.ts';
import { sessionRow } from './session-row.ts';
import { sessionsCardStyles } from './sessions-card.styles.ts';

/** A list longer than this starts short. */
const shownAtFirst = 20;
/** So many more rows a frame: a thousand rows never block the page for long. */
const rowsPerFrame = 50;

/**
 * @summary "Active sessions": every browser and app that is signed in to the account, and the way to sign each out.
 * Usable alone on any page of the organisation: it then reads its data from the bridge at `base-url`.
 * @cssprop --keyhold-accent - and every other token of docs/design.md.
 */
export class SessionsCard extends KeyholdElement {
  static override properties = {
    account: { attribute: false },
    baseUrl: { type: String, attribute: 'base-url' },
    limit: { state: true },
  };
  static override styles = [baseStyles, rowStyles, buttonStyles, sessionsCardStyles];

  readonly #account = new AccountController(this);
  readonly #ending = new SessionEnding(this);

  declare account: AccountState | null;
  declare baseUrl: string;
  declare private limit: number;

  constructor() {
    super();
    this.account = null;
    this.baseUrl = '';
    this.limit = shownAtFirst;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await datesReady();
      await nextTask();
    }
    await super.scheduleUpdate();
  }

  get state(): AccountState {
    return this.#account.state;
  }

  get sessions(): readonly Session[] {
    return this.state.overview?.sessions.items ?? [];
  }

  /** Puts the focus on the card's title. */
  focusHeading(): void {
    this.renderRoot.querySelector('keyhold-card')?.focusHeading();
  }

  protected override updated(): void {
    this.#ending.comeBack();
    if (this.limit > shownAtFirst && this.limit < this.sessions.length) {
      requestAnimationFrame(() => (this.limit += rowsPerFrame));
    }
  }

  async #showAll(): Promise<void> {
    this.limit += rowsPerFrame;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`li:nth-child(${shownAtFirst + 1}) .button`)?.focus();
  }

  override render() {
    const loaded = this.state.overview !== null;
    const others = this.sessions.filter((session) => !session.current).length;
    return html`
      <keyhold-card
        heading=${t('sessions.title')}
        summary=${t('sessions.summary')}
        ?has-foot=${loaded || this.state.problem === null}
      >
        ${loaded ? this.#renderCount() : nothing} ${this.#renderStrip()}
        ${loaded ? this.#renderRows() : this.#renderWaiting()}
        <div class="foot" slot="foot">${loaded ? this.#renderFoot(others) : nothing}</div>
      </keyhold-card>
      ${this.#account.alone ? html`<keyhold-account-notes .account=${this.state}></keyhold-account-notes>` : nothing}
    `;
  }

  #renderCount() {
    const count = this.sessions.length;
    return html`
      <keyhold-pill slot="state">
        <span aria-hidden="true">${count}</span><span class="heard">${t('sessions.count', { count })}</span>
      </keyhold-pill>
    `;
  }

  #renderStrip() {
    const { overview, problem, signedOut } = this.state;
    if (signedOut && this.#account.alone) return html`<div class="strip">${sessionLost(this.state)}</div>`;
    if (problem === null || problem.slug === 'not-signed-in') return nothing;
    const heading = overview === null ? t('sessions.problem') : t('sessions.stale');
    return html`<div class="strip">${loadProblem(this.state, problem, heading)}</div>`;
  }

  #renderWaiting() {
    if (this.state.problem !== null) return nothing;
    return html`<keyhold-skeleton-rows label=${t('account.loading')}></keyhold-skeleton-rows>`;
  }

  #renderRows() {
    const all = this.sessions;
    const { onEnd } = this.#ending;
    return html`
      <ul class="rows">
        ${repeat(
          all.slice(0, this.limit),
          ({ id }) => id,
          (session) => {
            const ending = this.#ending.isEnding(session.id);
            return guard([session, ending, zone()], () => sessionRow(session, { ending, onEnd }));
          },
        )}
      </ul>
      ${all.length > shownAtFirst && this.limit === shownAtFirst ? this.#renderMore(all.length) : nothing}
    `;
  }

  #renderMore(count: number) {
    return html`
      <div class="more">
        <button class="button quiet" type="button" @click=${this.#showAll}>${t('sessions.show-all', { count })}</button>
      </div>
    `;
  }

  #renderFoot(others: number) {
    const { progress } = this.#ending;
    if (progress !== null) {
      return html`
        <span role="status">${t('sessions.progress', { ...progress })}</span>
        <progress max=${progress.total} .value=${progress.done} aria-label=${t('sessions.progress-label')}></progress>
      `;
    }
    if (others === 0) return html`<span>${t('sessions.only-here')}</span>`;
    return html`
      <span>${t('sessions.others', { count: others })}</span>
      <button class="button danger" type="button" @click=${() => this.#ending.endAllOthers()}>
        ${t('sessions.end-others')}
      </button>
    `;
  }
}

define('keyhold-sessions-card', SessionsCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-sessions-card': SessionsCard;
  }
}
