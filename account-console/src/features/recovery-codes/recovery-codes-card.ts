import { html, nothing } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import '@keyhold/elements/relative-time/relative-time.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { RecoveryCodesState } from '../../api/model.ts';
import { locale, t } from '../../locales/t.ts';
import { placeWords } from '../../words/address-words.ts';
import { deviceIcon, deviceWords } from '../../words/device-words.ts';
import { hasSecondFactor } from '../factors/second-factor.ts';
import { proveFirst, withProof } from '../reauthentication/with-proof.ts';
import { lowStock } from './next-step.ts';

/** @summary "Recovery codes": how many are left, where the used ones went, and the way to new ones. Never a code. */
export class RecoveryCodesCard extends AccountCard {
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles];

  #busy = false;
  #cameBack = false;

  /** Makes new codes, or begins with the proof when the user comes back from signing in again. */
  async start(prove: typeof proveFirst | typeof withProof = withProof): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const { generateCodes } = await import('./generate-codes.ts');
      const said = await generateCodes(this.renderRoot, this.state, prove);
      if (said !== null) this.state.say(said.text, said.tone);
    } catch {
      // Its own code did not arrive.
      this.state.say(t('problem.unreachable'), 'bad');
    } finally {
      this.#busy = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.generate')?.focus();
  }

  protected override updated(): void {
    if (this.#cameBack || this.state.overview === null) return;
    this.#cameBack = true;
    if (takeOpenDialog('recovery-codes.generate') !== null) void this.start(proveFirst);
  }

  override render() {
    const { overview } = this.state;
    const codes = overview?.recoveryCodes;
    return html`
      <keyhold-card heading=${t('recovery-codes.title')} summary=${t('recovery-codes.summary')}>
        ${codes === undefined ? nothing : pill(codes)}
        ${
          codes === undefined || codes.state === 'off'
            ? nothing
            : html`<button slot="action" class="button generate" type="button" @click=${() => this.start()}>
                ${t('recovery-codes.generate')}
              </button>`
        }
        ${this.renderStrip(t('recovery-codes.problem'))}
        ${
          codes === undefined
            ? this.renderWaiting(1)
            : html`<ul class="rows">
                ${stock(codes, overview !== null && !hasSecondFactor(overview))} ${codes.used.map(usedCode)}
              </ul>`
        }
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }
}

const isLow = ({ state, remaining }: RecoveryCodesState): boolean => state === 'active' && remaining <= lowStock;

function pill(codes: RecoveryCodesState) {
  const { state, remaining, total, confirmed } = codes;
  if (state === 'none' || state === 'off') {
    return html`<keyhold-pill slot="state">${t('recovery-codes.off')}</keyhold-pill>`;
  }
  if (state === 'stock') return nothing;
  const tone = isLow(codes) || !confirmed ? 'warn' : 'ok';
  return html`<keyhold-pill slot="state" tone=${tone}>${t('recovery-codes.left', { remaining, total })}</keyhold-pill>`;
}

/** The set as a whole: what there is, since when, and what is wrong with it. */
function stock(codes: RecoveryCodesState, passwordAlone: boolean) {
  return html`
    <li data-codes=${codes.state}>
      <span class="icon">${icons.codes}</span>
      <div class="what">
        <div class="name">
          ${nameOf(codes)}${
            codes.state === 'active' && !codes.confirmed
              ? html`<keyhold-pill tone="warn">${t('recovery-codes.not-saved')}</keyhold-pill>`
              : nothing
          }
        </div>
        <div class="facts">${made(codes)}<span>${sentence(codes, passwordAlone)}</span></div>
      </div>
    </li>
  `;
}

function nameOf({ state, remaining, total }: RecoveryCodesState): string {
  if (state === 'none' || state === 'off') return t('recovery-codes.none');
  return state === 'stock' ? t('recovery-codes.stock') : t('recovery-codes.remaining', { remaining, total });
}

function made({ createdAt, state }: RecoveryCodesState) {
  if (createdAt === null || state === 'off') return nothing;
  const time = momentWords(new Date(createdAt), now(), locale());
  return html`<span><time datetime=${createdAt}>${t('recovery-codes.made', { time })}</time></span>`;
}

const details = {
  none: 'recovery-codes.none-detail',
  stock: 'recovery-codes.stock-detail',
  off: 'recovery-codes.off-detail',
} as const;

function sentence(codes: RecoveryCodesState, passwordAlone: boolean): string {
  const { state, remaining, confirmed } = codes;
  if (state === 'none' && passwordAlone) return t('recovery-codes.none-needed');
  if (state !== 'active') return t(details[state]);
  if (remaining === 0) return t('recovery-codes.all-used');
  if (isLow(codes)) return t('recovery-codes.low', { count: remaining });
  return t(confirmed ? 'recovery-codes.saved' : 'recovery-codes.not-saved-detail');
}

/** Where a used code went. */
function usedCode({ at, address, device }: RecoveryCodesState['used'][number]) {
  const place = address === null ? t('address.unknown') : placeWords(address);
  return html`
    <li data-used=${at}>
      <span class="icon">${icons[deviceIcon(device)]}</span>
      <div class="what">
        <div class="name">${t('recovery-codes.used')}</div>
        <div class="facts">
          <span><bdi>${deviceWords(device)}</bdi></span>
          ${place === null ? nothing : html`<span>${place}</span>`}
          ${address === null ? nothing : html`<span><bdi>${address}</bdi></span>`}
          <span>
            <keyhold-relative-time
              datetime=${at}
              locale=${locale()}
              now-label=${t('recovery-codes.just-now')}
            ></keyhold-relative-time>
          </span>
        </div>
      </div>
    </li>
  `;
}

define('keyhold-recovery-codes-card', RecoveryCodesCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-recovery-codes-card': RecoveryCodesCard;
  }
}
