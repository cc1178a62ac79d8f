import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '@keyhold/elements/base/define.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { AuthenticatorApp, TotpState } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import { FactorCard } from '../factors/factor-card.ts';
import { hasSecondFactor, isOnlyApp } from '../factors/second-factor.ts';
import { proveFirst, withProof } from '../reauthentication/with-proof.ts';
import { appName, appRow } from './app-row.ts';
import type { Prove } from './totp-changes.ts';

const changes = () => import('./totp-changes.ts');

/**
 * @summary "Two-factor authentication": the user's authenticator apps, and the way to add, rename, replace and remove them.
 * @slot - Other second factors.
 */
export class TotpCard extends FactorCard {
  #cameBack = false;

  protected override row(id: string): string {
    return `[data-app="${id}"]`;
  }

  /** Adds an authenticator app, or begins with the proof when the user comes back from signing in again. */
  async start(prove: Prove = withProof): Promise<void> {
    await this.change(changes, ({ enrol }) => enrol(this.renderRoot, this.state, null, prove), '.add');
  }

  readonly #replace = (app: AuthenticatorApp, prove: Prove = withProof): Promise<void> =>
    this.change(changes, ({ enrol }) => enrol(this.renderRoot, this.state, app, prove), `${this.row(app.id)} .replace`);

  readonly #remove = (app: AuthenticatorApp, prove: Prove = withProof): Promise<void> =>
    this.change(
      changes,
      ({ remove }) => remove(this.renderRoot, this.state, app, prove),
      `${this.row(app.id)} .remove`,
    );

  readonly #saveName =
    ({ id }: AuthenticatorApp) =>
    (label: string) =>
      this.state.call((client, init) =>
        client.PUT('/api/totp/{id}', { ...init, params: { path: { id } }, body: { label } }),
      );

  protected override updated(): void {
    const items = this.state.overview?.totp.items;
    if (this.#cameBack || items === undefined) return;
    this.#cameBack = true;
    const open = takeOpenDialog('totp.enrol', 'totp.remove');
    const app = items.find(({ id }) => id === open?.subject);
    if (open?.operation === 'totp.enrol' && open.subject === '') void this.start(proveFirst);
    else if (app !== undefined) void (open?.operation === 'totp.enrol' ? this.#replace : this.#remove)(app, proveFirst);
  }

  override render() {
    const { overview } = this.state;
    const totp = overview?.totp;
    const none = totp?.items.length === 0;
    const on = overview !== null && hasSecondFactor(overview);
    return html`
      <keyhold-card heading=${t('totp.title')} summary=${t('totp.summary')}>
        ${
          totp === undefined
            ? nothing
            : html`<keyhold-pill slot="state" tone=${on ? 'ok' : 'plain'}
                >${t(on ? 'totp.on' : 'totp.off')}</keyhold-pill
              >`
        }
        ${
          none && totp.state === 'available'
            ? html`<button slot="action" class="button add" type="button" @click=${() => this.start()}>
                ${t(on ? 'totp.add-first' : 'totp.enable')}
              </button>`
            : nothing
        }
        ${this.renderStrip(t('totp.problem'))} ${totp === undefined ? this.renderWaiting(1) : this.#renderApps(totp)}
        <slot></slot>
      </keyhold-card>
      ${this.renderNotes()}
    `;
  }

  #renderApps(totp: TotpState) {
    const { items, required, state } = totp;
    if (items.length === 0) return noApps(totp);
    return html`
      ${state === 'available' ? nothing : html`<p class="said">${whyNot(totp)}</p>`}
      <div role="group" aria-labelledby="apps">
        <div class="kind">
          <h3 id="apps">${t('totp.apps')}</h3>
          ${
            state === 'available'
              ? html`<button class="button quiet add" type="button" @click=${() => this.start()}>
                  ${t('totp.add')}
                </button>`
              : nothing
          }
        </div>
        <ul class="rows">
          ${repeat(
            items,
            ({ id }) => id,
            (app) =>
              appRow(app, {
                only: this.state.overview !== null && isOnlyApp(this.state.overview),
                replaceable: state === 'available',
                rename: this.renderRename(app, appName(app), this.#saveName(app)),
                onRename: (each) => void this.rename(each),
                onReplace: (each) => void this.#replace(each),
                onRemove: (each) => void this.#remove(each),
              }),
          )}
        </ul>
      </div>
      ${required ? html`<p class="said required">${t('totp.required')}</p>` : nothing}
    `;
  }
}

function noApps(totp: TotpState) {
  return html`
    <ul class="rows">
      <li>
        <span class="icon">${icons.phone}</span>
        <div class="what">
          <div class="name"><h3>${t('totp.apps')}</h3></div>
          <div class="facts"><span>${totp.state === 'available' ? t('totp.none') : whyNot(totp)}</span></div>
        </div>
      </li>
    </ul>
  `;
}

/** Why no app can be added here. */
function whyNot({ state, reason, items }: TotpState): string {
  if (state === 'off') return t(items.length === 0 ? 'totp.not-asked' : 'totp.not-asked-now');
  return t(reason === 'hotp' ? 'totp.counter-based' : 'totp.unsupported');
}

define('keyhold-totp-card', TotpCard);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-totp-card': TotpCard;
  }
}
