import { html, nothing } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import { t } from '../locales/t.ts';
import { problemLine } from '../words/problem-words.ts';
import type { AccountState } from './account-state.ts';
import { topBarStyles } from './top-bar.styles.ts';

/**
 * @summary Who runs this page and who is signed in, with the way out.
 * @slot brand - Name or logo.
 */
export class TopBar extends KeyholdElement {
  static override properties = { account: { attribute: false } };
  static override styles = [baseStyles, topBarStyles];

  declare account: AccountState;

  constructor() {
    super();
    this.addController({
      hostConnected: () => this.account.addEventListener('change', this.#onChange),
      hostDisconnected: () => this.account.removeEventListener('change', this.#onChange),
    });
  }

  readonly #onChange = (): void => this.requestUpdate();

  async #signOut(): Promise<void> {
    const outcome = await this.account.call((client, init) => client.POST('/auth/logout', init));
    if (outcome.ok) this.account.leave(outcome.value.location);
    else if (outcome.problem.slug !== 'not-signed-in') this.account.say(problemLine(outcome.problem), 'bad');
  }

  override render() {
    return html`
      <header>
        <span class="brand">${icons.shield}<slot name="brand"></slot></span>
        ${this.account.overview === null ? nothing : this.#renderUser(this.account.overview.user)}
      </header>
    `;
  }

  #renderUser(user: { username: string; email?: string | undefined; displayName?: string | undefined }) {
    const name = user.displayName ?? user.email ?? user.username;
    const second = user.displayName === undefined ? undefined : (user.email ?? user.username);
    return html`
      <button class="who" type="button" popovertarget="menu">
        <span class="heard">${t('account.menu')}</span>
        <bdi class="who-name">${name}</bdi><span class="initials" aria-hidden="true">${initials(name)}</span>
      </button>
      <div id="menu" class="menu" popover>
        <p>
          <strong><bdi>${name}</bdi></strong
          >${second === undefined ? nothing : html`<br /><bdi>${second}</bdi>`}
        </p>
        <a href=${this.account.config?.accountUrl ?? ''}>${t('account.manage')}</a>
        <button type="button" @click=${this.#signOut}>${t('account.sign-out')}</button>
      </div>
    `;
  }
}

/** "AL" for Ada Lovelace and for alice: enough to tell two accounts apart at a glance. */
export function initials(name: string): string {
  const [first = '', ...rest] = name
    .replace(/@.*/, '')
    .split(/[\s._-]+/)
    .filter((part) => part !== '');
  const last = rest.at(-1);
  const letters = (word: string, count: number) => Array.from(word).slice(0, count).join('');
  return (last === undefined ? letters(first, 2) : letters(first, 1) + letters(last, 1)).toLocaleUpperCase();
}

define('keyhold-top-bar', TopBar);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-top-bar': TopBar;
  }
}
