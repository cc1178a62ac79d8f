import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { knowsKeys } from '../../app/knows-keys.ts';
import { takeOpenDialog } from '../../app/sign-in-again.ts';
import type { Key, KeyKind, KeysState } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import { FactorCard } from '../factors/factor-card.ts';
import { noKeysWords } from '../factors/no-keys-words.ts';
import { proveFirst, withProof } from '../reauthentication/with-proof.ts';
import { listOf } from './key-lists.ts';
import type { Prove } from './key-changes.ts';
import { keyName, keyRow, kindWords } from './key-row.ts';

const changes = () => import('./key-changes.ts');

/** What the lists of both kinds of keys have in common: rows, and the way to add, rename, test and remove. */
export abstract class KeysList extends FactorCard {
  protected abstract readonly kind: KeyKind;
  /** What administrators are told of the set-up; nobody else needs the words. */
  #setUp = '';
  #cameBack = false;

  protected override row(id: string): string {
    return `[data-key="${id}"]`;
  }

  protected get keys(): KeysState | undefined {
    return this.state.overview?.passkeys[listOf[this.kind]];
  }

  /** Adds a key, or begins with the proof when the user comes back from signing in again. */
  async start(prove: Prove = withProof, upgrade = false): Promise<void> {
    await this.change(changes, ({ add }) => add(this.renderRoot, this.state, this.kind, prove, upgrade), '.add');
  }

  /** The same as a step of the check-up: a browser that can makes the key without a prompt. */
  startStep(): Promise<void> {
    return this.start(withProof, true);
  }

  readonly #remove = (key: Key, prove: Prove = withProof): Promise<void> =>
    this.change(
      changes,
      ({ remove }) => remove(this.renderRoot, this.state, this.kind, key, prove),
      `${this.row(key.id)} .remove`,
    );

  readonly #test = (key: Key): Promise<void> =>
    this.change(changes, ({ test }) => test(this.state, this.kind, key), `${this.row(key.id)} .test`);

  readonly #saveName =
    ({ id }: Key) =>
    (label: string) =>
      this.state.call((client, init) =>
        client.PUT('/api/passkeys/{id}', { ...init, params: { path: { id } }, body: { label } }),
      );

  protected override firstUpdated(): void {
    // Only who comes back from Keycloak's page needs the words for it.
    if (new URLSearchParams(location.search).has('outcome')) {
      void changes()
        .then(({ sayOutcome }) => sayOutcome(this.state))
        .catch(() => undefined);
    }
  }

  protected override updated(): void {
    const { keys } = this;
    if (this.#cameBack || keys === undefined) return;
    this.#cameBack = true;
    const { user } = this.state.overview ?? {};
    if (user?.administrator === true && keys.state === 'available' && !keys.here) void this.#sayWhyElsewhere(keys);
    const open = takeOpenDialog('passkeys.enrol', 'passkeys.remove');
    const key = keys.items.find(({ id }) => id === open?.subject);
    if (open?.operation === 'passkeys.enrol' && open.subject === this.kind) void this.start(proveFirst);
    else if (key !== undefined) void this.#remove(key, proveFirst);
  }

  async #sayWhyElsewhere({ relyingParty }: KeysState): Promise<void> {
    const code = await changes().catch(() => null);
    this.#setUp = code?.whyElsewhere(relyingParty.id) ?? '';
    this.requestUpdate();
  }

  protected renderAdd({ state }: KeysState, slot?: 'action') {
    if (state === 'off' || !knowsKeys()) return nothing;
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
    const why = whyNot(state, here);
    return html`
      ${why === null ? nothing : html`<p class="said">${why}</p>`}
      ${this.#setUp === '' ? nothing : html`<p class="said">${this.#setUp}</p>`}
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
                    rename: this.renderRename(key, keyName(key, this.kind), this.#saveName(key)),
                    onRename: (each) => void this.rename(each),
                    onTest: here && knowsKeys() ? (each) => void this.#test(each) : null,
                    onRemove: (each) => void this.#remove(each),
                  }),
              )}
            </ul>`
      }
    `;
  }
}

/** Why no key can be added here, or not in this page; `null` where one can. */
function whyNot(state: KeysState['state'], here: boolean): string | null {
  if (state === 'off') return t('passkeys.off');
  if (!knowsKeys()) return noKeysWords();
  return here ? null : t('passkeys.elsewhere');
}
