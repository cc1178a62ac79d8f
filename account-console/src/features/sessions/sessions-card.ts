import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { zone } from '@keyhold/elements/relative-time/time-words.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { Session } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import type { SessionEnding } from './session-ending.ts';
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
export class SessionsCard extends AccountCard {
  static override properties = { ...AccountCard.properties, limit: { state: true } };
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles, sessionsCardStyles];

  #ending: SessionEnding | null = null;
  #cameBack = false;

  declare private limit: number;

  constructor() {
    super();
    this.limit = shownAtFirst;
  }

  get sessions(): readonly Session[] {
    return this.state.overview?.sessions.items ?? [];
  }

  async #end(work: (ending: SessionEnding) => Promise<void>): Promise<void> {
    const loaded = await import('./session-ending.ts').catch(() => null);
    if (loaded === null) this.state.say(t('problem.unreachable'), 'bad');
    else await work((this.#ending ??= new loaded.SessionEnding(this)));
  }

  readonly #onEnd = (session: Session): void => void this.#end((ending) => ending.end(session));

  #comeBack(): void {
    if (this.#cameBack || this.state.overview === null) return;
    this.#cameBack = true;
    const open = takeOpenDialog('sessions.end');
    if (open !== null) void this.#end((ending) => ending.comeBack(open.subject));
  }

  protected override updated(): void {
    this.#comeBack();
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
        ${loaded ? this.#renderCount() : nothing} ${this.renderStrip(t('sessions.problem'))}
        ${loaded ? this.#renderRows() : this.renderWaiting(3)}
        <div class="foot" slot="foot">${loaded ? this.#renderFoot(others) : nothing}</div>
      </keyhold-card>
      ${this.renderNotes()}
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

  #renderRows() {
    const all = this.sessions;
    return html`
      <ul class="rows">
        ${repeat(
          all.slice(0, this.limit),
          ({ id }) => id,
          (session) => {
            const ending = this.#ending?.isEnding(session.id) ?? false;
            return guard([session, ending, zone()], () => sessionRow(session, { ending, onEnd: this.#onEnd }));
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
    const progress = this.#ending?.progress ?? null;
    if (progress !== null) {
      return html`
        <span role="status">${t('sessions.progress', { ...progress })}</span>
        <progress max=${progress.total} .value=${progress.done} aria-label=${t('sessions.progress-label')}></progress>
      `;
    }
    if (others === 0) return html`<span>${t('sessions.only-here')}</span>`;
    return html`
      <span>${t('sessions.others', { count: others })}</span>
      <button class="button danger" type="button" @click=${() => this.#end((ending) => ending.endAllOthers())}>
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
