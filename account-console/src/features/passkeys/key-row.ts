import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import type { Key, KeyKind } from '../../api/model.ts';
import { locale, t, type TextKey } from '../../locales/t.ts';
import { deviceWords } from '../../words/device-words.ts';

export interface KeyRowState {
  /** What stands in place of the name while that is changed. */
  rename: TemplateResult | null;
  /** `null` where names are only read. */
  onRename: ((key: Key) => void) | null;
  /** `null` where this page cannot ask the key. */
  onTest: ((key: Key) => void) | null;
  onRemove: (key: Key) => void;
}

/** What the page says of each kind. */
export const kindWords = {
  passkey: {
    name: 'passkeys.passkey',
    none: 'passkeys.none-passkey',
    add: 'passkeys.add-passkey',
    purpose: 'passkeys.add-purpose-passkey',
  },
  'security-key': {
    name: 'passkeys.security-key',
    none: 'passkeys.none-security-key',
    add: 'passkeys.add-security-key',
    purpose: 'passkeys.add-purpose-security-key',
  },
} as const satisfies Record<KeyKind, Record<string, TextKey>>;

/** What a key is called: by its user, else by its maker, else by its kind. */
export const keyName = ({ label, model }: Key, kind: KeyKind): string => label ?? model ?? t(kindWords[kind].name);

/** One passkey or security key: its name, where it is kept, since when, when it was last used, and what can be done with it. */
export function keyRow(key: Key, kind: KeyKind, state: KeyRowState) {
  const name = keyName(key, kind);
  const button = (act: string, words: TextKey, named: TextKey, run: ((key: Key) => void) | null) =>
    run === null
      ? nothing
      : html`
          <button class="button quiet ${act}" type="button" aria-label=${t(named, { name })} @click=${() => run(key)}>
            ${t(words)}
          </button>
        `;
  return html`
    <li data-key=${key.id}>
      <span class="icon">${picture(key)}</span>
      <div class="what">
        ${state.rename ?? html`<div class="name"><bdi>${name}</bdi>${place(key)}</div>`}
        <div class="facts">${facts(key)}</div>
      </div>
      ${
        state.rename === null
          ? html`<div class="actions">
              ${button('rename', 'passkeys.rename', 'passkeys.rename-named', state.onRename)}
              ${button('test', 'passkeys.test', 'passkeys.test-named', state.onTest)}
              ${button('remove danger', 'passkeys.remove', 'passkeys.remove-named', state.onRemove)}
            </div>`
          : nothing
      }
    </li>
  `;
}

/** The sign of its maker, in Keycloak's keeping, else ours. */
const picture = ({ icon }: Key) =>
  icon === null
    ? icons.key
    : html`<picture
        ><source srcset=${icon.dark} media="(prefers-color-scheme: dark)" />
        <img src=${icon.light} alt="" width="20" height="20" loading="lazy"
      /></picture>`;

const place = ({ synced }: Key) =>
  synced === null
    ? nothing
    : html`<keyhold-pill>${t(synced ? 'passkeys.synced' : 'passkeys.this-device')}</keyhold-pill>`;

function facts({ createdAt, lastUsedAt, lastUsedWith }: Key) {
  const time = (moment: string) => momentWords(new Date(moment), now(), locale());
  const used =
    lastUsedAt === null
      ? t('passkeys.never-used')
      : lastUsedWith === null
        ? t('passkeys.used', { time: time(lastUsedAt) })
        : t('passkeys.used-with', { time: time(lastUsedAt), device: deviceWords(lastUsedWith) });
  return html`<span>${t('passkeys.added', { time: time(createdAt) })}</span><span>${used}</span>`;
}
