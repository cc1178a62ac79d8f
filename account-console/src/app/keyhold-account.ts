import { html, isServer, nothing } from 'lit';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { define } from '@keyhold/elements/base/define.ts';
import { KeyholdElement } from '@keyhold/elements/base/keyhold-element.ts';
import { nextTask } from '@keyhold/elements/base/next-task.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { icons } from '@keyhold/elements/icons/icons.ts';
import { t } from '../locales/t.ts';
import { AccountController } from './account-controller.ts';
import './account-notes.ts';
import type { AccountState } from './account-state.ts';
import { frameStyles } from './frame.styles.ts';
import { Router } from './router.ts';
import { sections, type Section, type SectionCard } from './sections.ts';
import { sessionLost } from './session-lost.ts';
import './top-bar.ts';

/**
 * @summary The whole page "Account security": top bar, sections and their cards. On the bridge's own page it starts from the
 * data written into it; on any other page it is embedded, reads from the bridge at `base-url`, and brings no top bar.
 * @slot brand - Name or logo in the top bar.
 * @csspart frame - Navigation and cards.
 * @csspart lead - Title and sentence.
 */
export class KeyholdAccount extends KeyholdElement {
  static override properties = {
    account: { attribute: false },
    baseUrl: { type: String, attribute: 'base-url' },
    path: { attribute: false },
  };
  static override styles = [baseStyles, buttonStyles, frameStyles];

  readonly #account = new AccountController(this);
  readonly #router = new Router(this, () => void this.#arrive());

  declare account: AccountState | null;
  /** Address of the bridge, for a page that is not the bridge's own. */
  declare baseUrl: string;
  /** The address that is rendered for, where there is no browser to ask. */
  declare path: string;

  constructor() {
    super();
    this.account = null;
    this.baseUrl = '';
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await nextTask();
    await super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    // Nothing is connected on the server. Node's build of Lit says that it is there.
    if (isServer as boolean) this.#router.start(this.#account.state.base.pathname, false, this.path);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#router.start(this.#account.state.base.pathname, this.#embedded);
    this.toggleAttribute('embedded', this.#embedded);
    this.#nameDocument();
  }

  get #embedded(): boolean {
    return this.baseUrl !== '';
  }

  /** The sections that this realm has switched on. */
  get #sections(): readonly Section[] {
    const { config, overview } = this.#account.state;
    return sections.filter(
      ({ room, isOff }) => config?.features.includes(room) !== false && isOff?.(overview) !== true,
    );
  }

  get #current(): Section | undefined {
    return this.#sections.find(({ room }) => room === this.#router.section);
  }

  protected override updated(): void {
    const unreachable = (): void => this.#account.state.say(t('problem.unreachable'), 'bad');
    for (const { load } of this.#shown) load?.().catch(unreachable);
  }

  get #shown(): readonly Section[] {
    return this.#current === undefined ? this.#sections : [this.#current];
  }

  #nameDocument(): void {
    if (this.#embedded) return;
    const current = this.#current;
    document.title =
      current === undefined ? t('account.title') : t('account.title-of-section', { section: t(current.title) });
  }

  /** After navigation the focus stands where the new content begins, and screen readers say its name. */
  async #arrive(): Promise<void> {
    this.#nameDocument();
    await this.updateComplete;
    const room = this.#current?.room;
    if (room === undefined) return this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    const card = this.renderRoot.querySelector<SectionCard>(`#${room}`);
    await this.#current?.load?.();
    await card?.updateComplete;
    card?.focusHeading();
  }

  /** Starts what the check-up proposes, at the card that does it. */
  async #start({ detail: room }: CustomEvent<string>): Promise<void> {
    if (this.#current !== undefined && this.#current.room !== room) this.#router.go('');
    await this.updateComplete;
    const card = this.renderRoot.querySelector<SectionCard>(`#${room}`);
    card?.scrollIntoView({ block: 'start' });
    if (card?.start === undefined) card?.focusHeading();
    else await (card.startStep?.() ?? card.start());
  }

  override render() {
    const { state } = this.#account;
    return html`
      ${
        this.#embedded
          ? nothing
          : html`<keyhold-top-bar .account=${state}><slot name="brand" slot="brand">Keyhold</slot></keyhold-top-bar>`
      }
      <div class="frame" part="frame">
        <nav aria-label=${t('account.sections')}>${this.#renderList()} ${this.#renderSelect()}</nav>
        <div class="main" role=${this.#embedded ? nothing : 'main'} @keyhold-start=${this.#start}>
          <div class="lead" part="lead">
            <h1 tabindex="-1">${t('account.title')}</h1>
            <p>${t('account.lead')}</p>
          </div>
          ${state.signedOut ? sessionLost(state) : nothing} ${this.#shown.map(({ card }) => card(state))}
        </div>
      </div>
      <keyhold-account-notes .account=${state}></keyhold-account-notes>
    `;
  }

  #renderList() {
    const groups = Map.groupBy(this.#sections, ({ group }) => group);
    return html`
      <div class="list">
        ${this.#renderLink('', t('account.overview'))}
        ${[...groups].map(
          ([group, members]) => html`
            <span class="group">${t(group)}</span>
            ${members.map(({ room, title }) => this.#renderLink(room, t(title)))}
          `,
        )}
      </div>
    `;
  }

  #renderLink(section: string, title: string) {
    const current = (this.#current?.room ?? '') === section;
    return html`
      <a
        href=${this.#router.addressOf(section)}
        aria-current=${current ? 'page' : nothing}
        @click=${(event: MouseEvent) => this.#router.follow(event, section)}
        >${title}</a
      >
    `;
  }

  #renderSelect() {
    const current = this.#current?.room ?? '';
    const go = (event: Event) => this.#router.go((event.currentTarget as HTMLSelectElement).value);
    return html`
      <span class="select">
        <select aria-label=${t('account.go-to')} @change=${go}>
          <option value="" ?selected=${current === ''}>${t('account.overview')}</option>
          ${this.#sections.map(
            ({ room, title }) => html`<option value=${room} ?selected=${current === room}>${t(title)}</option>`,
          )}
        </select>
        ${icons.down}
      </span>
    `;
  }
}

define('keyhold-account', KeyholdAccount);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-account': KeyholdAccount;
  }
}
