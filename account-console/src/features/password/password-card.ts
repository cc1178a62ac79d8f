import { html, nothing } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { PasswordState } from '../../api/model.ts';
import { locale, t } from '../../locales/t.ts';

/** @summary "Password": when it was changed and the way to change it, or where it is kept when that is not here. */
export class PasswordCard extends AccountCard {
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles];

  #cameBack = false;

  /** Opens "Change password". */
  async start(): Promise<void> {
    await import('./change-password-dialog.ts');
    const dialog = document.createElement('keyhold-change-password-dialog');
    dialog.account = this.state;
    this.renderRoot.append(dialog);
    const said = await dialog.ask().finally(() => dialog.remove());
    if (said !== null) this.state.say(said.text, said.tone);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('li .button')?.focus();
  }

  protected override updated(): void {
    const password = this.state.overview?.password;
    if (this.#cameBack || password === undefined) return;
    this.#cameBack = true;
    if (takeOpenDialog('password.change') !== null && password.state === 'set') void this.start();
  }

  override render() {
    const password = this.state.overview?.password;
    return html`
      <keyhold-card heading=${t('password.title')} summary=${t('password.summary')}>
        ${password === undefined ? nothing : pill(password)} ${this.renderStrip(t('password.problem'))}
        ${password === undefined ? this.renderWaiting(1) : this.#renderRow(password)}
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }

  #renderRow(password: PasswordState) {
    return html`
      <ul class="rows">
        <li data-credential="password">
          <span class="icon">${icons.password}</span>
          <div class="what">
            <div class="name">${t('password.title')}</div>
            <div class="facts"><span>${facts(password)}</span></div>
          </div>
          ${
            password.state === 'set'
              ? html`<button class="button quiet" type="button" @click=${() => this.start()}>
                  ${t('password.change')}
                </button>`
              : nothing
          }
        </li>
      </ul>
    `;
  }
}

function pill({ state }: PasswordState) {
  if (state !== 'set') return nothing;
  return html`<keyhold-pill slot="state" tone="ok">${t('password.set')}</keyhold-pill>`;
}

function facts({ state, changedAt, provider }: PasswordState) {
  if (state === 'missing') return t('password.missing');
  if (state === 'read-only') return t('password.read-only');
  if (state === 'elsewhere') {
    return provider === null ? t('password.elsewhere-unnamed') : t('password.elsewhere', { provider });
  }
  if (changedAt === null) return t('password.changed-unknown');
  const time = momentWords(new Date(changedAt), now(), locale());
  return html`<time datetime=${changedAt}>${t('password.changed-at', { time })}</time>`;
}

define('keyhold-password-card', PasswordCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-password-card': PasswordCard;
  }
}
