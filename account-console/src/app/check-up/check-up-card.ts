import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { t } from '../../locales/t.ts';
import { AccountCard } from '../account-card.ts';
import { nextSteps, type NextStep, type ProposeStep } from './next-step.ts';

/**
 * @summary "Security check-up": up to three next best steps, each with its reason and a button that starts it. A step that is
 * done is gone.
 * @fires keyhold-start - A step is to be started; its detail is the room.
 */
export class CheckUpCard extends AccountCard {
  static override properties = { ...AccountCard.properties, proposals: { attribute: false } };
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles];

  declare proposals: readonly ProposeStep[];

  constructor() {
    super();
    this.proposals = [];
  }

  override render() {
    const { overview } = this.state;
    const steps = overview === null ? null : nextSteps(this.proposals, overview);
    return html`
      <keyhold-card
        heading=${t('check-up.title')}
        summary=${t(steps?.length === 0 ? 'check-up.done' : 'check-up.summary')}
      >
        ${steps?.length === 0 ? html`<keyhold-pill slot="state" tone="ok">${t('check-up.ok')}</keyhold-pill>` : nothing}
        ${this.renderStrip(t('check-up.problem'))} ${steps === null ? this.renderWaiting(1) : this.#renderSteps(steps)}
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }

  #renderSteps(steps: readonly NextStep[]) {
    if (steps.length === 0) return nothing;
    return html`
      <ul class="rows">
        ${repeat(
          steps,
          ({ title }) => title,
          (step) => html`
            <li data-step=${step.room}>
              <span class="icon">${icons[step.icon]}</span>
              <div class="what">
                <div class="name">${step.title}</div>
                <div class="facts"><span>${step.reason}</span></div>
              </div>
              <button class="button quiet" type="button" aria-label=${spoken(step)} @click=${() => this.#start(step)}>
                ${step.start}
              </button>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #start({ room }: NextStep): void {
    this.dispatchEvent(new CustomEvent('keyhold-start', { detail: room, bubbles: true, composed: true }));
  }
}

/** The name of a button has the words that stand on it: people say them to press it. */
const spoken = ({ start, title }: NextStep): string =>
  title.toLowerCase().includes(start.toLowerCase()) ? title : `${start}: ${title}`;

define('keyhold-check-up-card', CheckUpCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-check-up-card': CheckUpCard;
  }
}
