import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '@keyhold/elements/base/base.styles.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { factorRowStyles } from '../../app/factor-row.styles.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import { AccountCard } from '../../app/account-card.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { Key, KeyKind, KeysState } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import { proveFirst, withProof } from '../reauthentication/with-proof.ts';
import type * as keyChanges from './key-changes.ts';
import type { Prove } from './key-changes.ts';
import { keyName, keyRow, kindWords } from './key-row.ts';

type Changes = typeof keyChanges;
type Work = (changes: Changes) => ReturnType<Changes['add']>;

/** What the lists of both kinds of keys have in common: rows, and the way to add, rename, test and remove. */
export abstract class KeysList extends AccountCard {
  static override properties = { ...AccountCard.properties, renaming: { state: true } };
  static override styles = [baseStyles, rowStyles, buttonStyles, AccountCard.stripStyles, factorRowStyles];

  protected abstract readonly kind: KeyKind;
  /** The key whose name is being changed in its row. */
  declare protected renaming: string | null;
  #busy = false;
  #cameBack = false;

  constructor() {
    super();
    this.renaming = null;
  }

  protected get keys(): KeysState | undefined {
    const passkeys = this.state.overview?.passkeys;
    return this.kind === 'passkey' ? passkeys?.passkeys : passkeys?.securityKeys;
  }

  /** Adds a key, or begins with the proof when the user comes back from signing in again. */
  async start(prove: Prove = withProof): Promise<void> {
    await this.#change((changes) => changes.add(this.renderRoot, this.state, this.kind, prove), '.add');
  }

  readonly #remove = (key: Key, prove: Prove = withProof): Promise<void> =>
    this.#change(
      (changes) => changes.remove(this.renderRoot, this.state, this.kind, key, prove),
      `[data-key="${key.id}"] .remove`,
    );

  readonly #test = (key: Key): Promise<void> =>
    this.#change((changes) => changes.test(this.state, this.kind, key), `[data-key="${key.id}"] .test`);

  readonly #rename = async ({ id }: Key): Promise<void> => {
    await import('../factors/rename-factor.ts').catch(this.#notLoaded);
    if (customElements.get('keyhold-rename-factor') !== undefined) this.renaming = id;
  };

  readonly #renamed = async ({ detail }: CustomEvent<string | null>): Promise<void> => {
    const id = this.renaming ?? '';
    this.renaming = null;
    if (detail !== null) this.state.say(detail);
    await this.updateComplete;
    this.#focus(`[data-key="${id}"] .rename`);
  };

  readonly #saveName =
    ({ id }: Key) =>
    (label: string) =>
      this.state.call((client, init) =>
        client.PUT('/api/passkeys/{id}', { ...init, params: { path: { id } }, body: { label } }),
      );

  readonly #notLoaded = (): null => {
    this.state.say(t('problem.unreachable'), 'bad');
    return null;
  };

  async #change(work: Work, back: string): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const changes = await import('./key-changes.ts').catch(this.#notLoaded);
      const said = changes === null ? null : await work(changes);
      if (said !== null) this.state.say(said.text, said.tone);
    } finally {
      this.#busy = false;
    }
    await this.updateComplete;
    this.#focus(back);
  }

  /** Where the user came from, else the title: a row may be gone. */
  #focus(selector: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    if (target === null) this.focusHeading();
    else target.focus();
  }

  protected override updated(): void {
    const { keys } = this;
    if (this.#cameBack || keys === undefined) return;
    this.#cameBack = true;
    const open = takeOpenDialog('passkeys.enrol', 'passkeys.remove');
    const key = keys.items.find(({ id }) => id === open?.subject);
    if (open?.operation === 'passkeys.enrol' && open.subject === this.kind) void this.start(proveFirst);
    else if (key !== undefined) void this.#remove(key, proveFirst);
  }

  protected renderAdd({ state }: KeysState, slot?: 'action') {
    if (state === 'off') return nothing;
    return html`<button
      slot=${slot ?? nothing}
      class="button ${slot === undefined ? 'quiet ' : ''}add"
      type="button"
      @click=${() => this.start()}
    >
      ${t(kindWords[this.kind].add)}
    </button>`;
  }

  protected renderKeys({ items, state, here }: KeysState) {
    const why = state === 'off' ? t('passkeys.off') : here ? null : t('passkeys.elsewhere');
    return html`
      ${why === null ? nothing : html`<p class="said">${why}</p>`}
      ${items.length === 0 && why === null ? html`<p class="said">${t(kindWords[this.kind].none)}</p>` : nothing}
      ${
        items.length === 0
          ? nothing
          : html`<ul class="rows">
              ${repeat(
                items,
                ({ id }) => id,
                (key) =>
                  keyRow(key, this.kind, {
                    rename: this.renaming === key.id ? this.#renderRename(key) : null,
                    onRename: (each) => void this.#rename(each),
                    onTest: here ? (each) => void this.#test(each) : null,
                    onRemove: (each) => void this.#remove(each),
                  }),
              )}
            </ul>`
      }
    `;
  }

  #renderRename(key: Key) {
    return html`<keyhold-rename-factor
      .account=${this.state}
      .label=${key.label}
      .name=${keyName(key, this.kind)}
      .save=${this.#saveName(key)}
      @keyhold-renamed=${this.#renamed}
    ></keyhold-rename-factor>`;
  }
}
