import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '@keyhold/elements/icons/icons.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import type { AuthenticatorApp } from '../../api/model.ts';
import { locale, t } from '../../locales/t.ts';

export interface RowState {
  /** The last one left: removing it switches two-factor authentication off. */
  only: boolean;
  replaceable: boolean;
  /** What stands in place of the name while that is changed. */
  rename: TemplateResult | null;
  onRename: (app: AuthenticatorApp) => void;
  onReplace: (app: AuthenticatorApp) => void;
  onRemove: (app: AuthenticatorApp) => void;
}

/** What an app is called: by its user, else by its kind. */
export const appName = ({ label }: AuthenticatorApp): string => label ?? t('totp.apps');

/** One authenticator app: its name, since when, and what can be done with it. */
export function appRow(app: AuthenticatorApp, state: RowState) {
  const { createdAt, id } = app;
  const time = momentWords(new Date(createdAt), now(), locale());
  return html`
    <li data-app=${id}>
      <span class="icon">${icons.phone}</span>
      <div class="what">
        ${state.rename ?? html`<div class="name"><bdi>${appName(app)}</bdi></div>`}
        <div class="facts">
          <span><time datetime=${createdAt}>${t('totp.added', { time })}</time></span>
        </div>
      </div>
      ${state.rename === null ? actions(app, state) : nothing}
    </li>
  `;
}

function actions(app: AuthenticatorApp, { only, replaceable, onRemove, onRename, onReplace }: RowState) {
  const name = appName(app);
  const button = (kind: string, words: string, named: string, act: (app: AuthenticatorApp) => void) => html`
    <button class="button quiet ${kind}" type="button" aria-label=${named} @click=${() => act(app)}>${words}</button>
  `;
  return html`
    <div class="actions">
      ${button('rename', t('totp.rename'), t('totp.rename-named', { name }), onRename)}
      ${replaceable ? button('replace', t('totp.replace'), t('totp.replace-named', { name }), onReplace) : nothing}
      ${
        only
          ? button('remove danger', t('totp.disable'), t('totp.disable-named', { name }), onRemove)
          : button('remove danger', t('totp.remove'), t('totp.remove-named', { name }), onRemove)
      }
    </div>
  `;
}
