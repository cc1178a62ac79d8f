import { html, nothing, type PropertyDeclarations } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { PinState } from '../../api/model.ts';
import '../../dialog-texts/en.ts';
import { locale, t } from '../../locales/t.ts';
import type { withProof } from '../reauthentication/with-proof.ts';
import type { PinPurpose } from './pin-dialog.ts';

/** @summary "PIN": whether there is one and whether it works now, and the ways to a new one. Arrives after the first rows. */
export class PinCard extends AccountCard {
  static override properties: PropertyDeclarations = { ...AccountCard.properties, prove: { attribute: false } };
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles];

  /** The door to "Confirm it is you", which the page has already. */
  declare prove: typeof withProof;
  #busy = false;
  #cameBack = false;

  /** Opens the dialog that sets or changes the PIN. */
  async open(purpose: PinPurpose): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await import('./pin-dialog.ts');
      const dialog = document.createElement('keyhold-pin-dialog');
      Object.assign(dialog, { account: this.state, purpose, prove: this.prove });
      this.renderRoot.append(dialog);
      const said = await dialog.ask().finally(() => dialog.remove());
      if (said !== null) this.state.say(said.text, said.tone);
    } catch {
      // Its own code did not arrive.
      this.state.say(t('problem.unreachable'), 'bad');
    } finally {
      this.#busy = false;
    }
    await this.updateComplete;
    const { renderRoot } = this;
    const target = renderRoot.querySelector<HTMLElement>(`.${purpose}`) ?? renderRoot.querySelector('button');
    if (target === null) this.focusHeading();
    else target.focus();
  }

  protected override updated(): void {
    const pin = this.state.overview?.pin;
    if (this.#cameBack || pin === undefined) return;
    this.#cameBack = true;
    const lost = takeOpenDialog('pin.set');
    if (lost !== null && pin.state === 'available') void this.open(purposeNow(lost.subject, pin));
  }

  override render() {
    const pin = this.state.overview?.pin;
    return html`
      <keyhold-card heading=${t('pin.title')} summary=${t('pin.summary')}>
        ${pin === undefined ? nothing : [pill(pin), this.#renderButtons(pin)]} ${this.renderStrip(t('pin.problem'))}
        ${pin === undefined ? this.renderWaiting(1) : row(pin)}
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }

  #renderButtons({ state, setAt, disabled }: PinState) {
    if (state !== 'available') return nothing;
    if (setAt === null) return this.#renderButton('set-up', t('pin.set-up'));
    return html`<span slot="action">
      ${this.#renderButton('forgot', t('pin.forgot'), 'quiet')}
      ${disabled ? nothing : this.#renderButton('change', t('pin.change'))}
    </span>`;
  }

  #renderButton(purpose: PinPurpose, words: string, look = '') {
    return html`<button
      slot="action"
      class="button ${look} ${purpose}"
      type="button"
      @click=${() => this.open(purpose)}
    >
      ${words}
    </button>`;
  }
}

/** What a lost dialog is for when its user comes back: the PIN may have been set or disabled elsewhere meanwhile. */
function purposeNow(lost: string, { setAt, disabled }: PinState): PinPurpose {
  if (setAt === null) return 'set-up';
  return lost === 'change' && !disabled ? 'change' : 'forgot';
}

const timeWords = (moment: string): string => momentWords(new Date(moment), now(), locale());
/** The moment, while it is to come. */
const ahead = (moment: string | null): string | null =>
  moment !== null && Date.parse(moment) > now().getTime() ? moment : null;

function pill({ state, setAt, disabled, pausedUntil }: PinState) {
  if (state === 'unavailable') return nothing;
  if (setAt === null) return html`<keyhold-pill slot="state">${t('pin.not-set')}</keyhold-pill>`;
  if (disabled) return html`<keyhold-pill slot="state" tone="warn">${t('pin.is-disabled')}</keyhold-pill>`;
  if (ahead(pausedUntil) !== null)
    return html`<keyhold-pill slot="state" tone="warn">${t('pin.is-paused')}</keyhold-pill>`;
  return html`<keyhold-pill slot="state" tone="ok">${t('pin.set')}</keyhold-pill>`;
}

function row(pin: PinState) {
  const { setAt } = pin;
  return html`
    <ul class="rows">
      <li data-pin=${pin.state}>
        <span class="icon">${icons.password}</span>
        <div class="what">
          <div class="name">
            ${setAt === null ? t('pin.none') : html`<time datetime=${setAt}>${t('pin.set-at', { time: timeWords(setAt) })}</time>`}
          </div>
          <div class="facts">${facts(pin).map((fact) => html`<span>${fact}</span>`)}</div>
        </div>
      </li>
    </ul>
  `;
}

function facts({ state, disabled, pausedUntil, triesLeft, heldUntil }: PinState): string[] {
  const [paused, held] = [ahead(pausedUntil), ahead(heldUntil)];
  return [
    disabled ? t('pin.disabled-detail') : '',
    paused === null ? '' : t('pin.paused-until', { time: timeWords(paused) }),
    paused === null ? '' : t('pin.paused-detail'),
    triesLeft === null ? '' : t('pin.tries-left', { count: triesLeft }),
    held === null ? '' : t('pin.held-until', { time: timeWords(held) }),
    state === 'read-only' ? t('pin.read-only') : '',
    state === 'unavailable' ? t('pin.unavailable') : '',
  ].filter((fact) => fact !== '');
}

define('keyhold-pin-card', PinCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-pin-card': PinCard;
  }
}
