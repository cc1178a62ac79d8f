import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '@keyhold/elements/base/define.ts';
import { buttonStyles } from '@keyhold/elements/button/button.styles.ts';
import { dialogBarStyles } from '@keyhold/elements/dialog/dialog.styles.ts';
import { rowStyles } from '@keyhold/elements/rows/rows.styles.ts';
import '../../dialog-texts/en.ts';
import { AccountDialog } from '../../app/account-dialog.ts';
import type { Saying } from '../../app/account-state.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { Key, KeyKind } from '../../api/model.ts';
import { t } from '../../locales/t.ts';
import { factorRowStyles } from '../factors/factor-row.styles.ts';
import { isFull } from './key-lists.ts';
import { keyRow, kindWords } from './key-row.ts';

/**
 * @summary "Review your keys", for who has as many as the realm allows: all of them, those that were not used for longest first,
 * each with a button to remove it. It answers whether there is room for a new one now.
 */
export class ReviewKeysDialog extends AccountDialog<boolean> {
  static override properties = {
    ...AccountDialog.properties,
    kind: { attribute: false },
    removeKey: { attribute: false },
    said: { state: true },
  };
  static override styles = [
    ...AccountDialog.styles,
    rowStyles,
    buttonStyles,
    factorRowStyles,
    dialogBarStyles,
    css`
      .kind,
      .rows > li {
        padding-inline: 0;
      }
      [role='status']:empty {
        display: none;
      }
    `,
  ];

  /** What is to be added. */
  declare kind: KeyKind;
  /** Removes a key with the proof; `null` when the user left. */
  declare removeKey: (place: ParentNode & Node, kind: KeyKind, key: Key) => Promise<Saying | null>;
  declare private said: Saying | null;
  #busy = false;

  constructor() {
    super();
    this.said = null;
  }

  protected override get unanswered(): boolean {
    return false;
  }

  protected override get heading(): string {
    return t('passkeys.review');
  }

  protected override get summary(): string {
    const { passkeys } = this.account.overview ?? {};
    return passkeys === undefined || !isFull(passkeys)
      ? t('passkeys.review-room')
      : t('passkeys.review-full', { count: passkeys.max });
  }

  async #remove(kind: KeyKind, key: Key): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.said = null;
      this.said = await this.removeKey(this.renderRoot, kind, key);
    } finally {
      this.#busy = false;
    }
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-key="${key.id}"] .remove`);
    (row ?? this.renderRoot.querySelector<HTMLElement>('.primary'))?.focus();
  }

  readonly #signIn = (): void => signInAgain(this.account, { operation: 'passkeys.enrol', subject: this.kind });

  protected override renderBody() {
    const { passkeys } = this.account.overview ?? {};
    if (this.account.signedOut || passkeys === undefined) return this.renderLost(this.#signIn);
    const full = isFull(passkeys);
    return html`
      <p role="status" class=${this.said?.tone === 'bad' ? 'wrong' : nothing}>${this.said?.text ?? ''}</p>
      ${this.#renderKeys('passkey', t('passkeys.title'), passkeys.passkeys.items)}
      ${this.#renderKeys('security-key', t('passkeys.security-keys'), passkeys.securityKeys.items)}
      <div class="bar">
        ${this.renderCancel()}
        ${
          full
            ? nothing
            : html`<button class="button primary" type="button" @click=${() => this.answer(true)}>
                ${t(kindWords[this.kind].add)}
              </button>`
        }
      </div>
    `;
  }

  #renderKeys(kind: KeyKind, heading: string, items: readonly Key[]) {
    if (items.length === 0) return nothing;
    return html`
      <div class="kind"><h3>${heading}</h3></div>
      <ul class="rows">
        ${repeat(
          [...items].sort((one, other) => lastSeen(one) - lastSeen(other)),
          ({ id }) => id,
          (key) =>
            keyRow(key, kind, {
              rename: null,
              onRename: null,
              onTest: null,
              onRemove: (each) => void this.#remove(kind, each),
            }),
        )}
      </ul>
    `;
  }
}

const lastSeen = ({ lastUsedAt, createdAt }: Key): number => Date.parse(lastUsedAt ?? createdAt);

define('keyhold-review-keys-dialog', ReviewKeysDialog);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-review-keys-dialog': ReviewKeysDialog;
  }
}
