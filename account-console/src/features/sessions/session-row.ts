import { html, nothing } from 'lit';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '@keyhold/elements/pill/pill.ts';
import '@keyhold/elements/relative-time/relative-time.ts';
import { momentWords, now } from '@keyhold/elements/relative-time/time-words.ts';
import type { Session } from '../../api/model.ts';
import { list, locale, t } from '../../locales/t.ts';
import { placeWords } from '../../words/address-words.ts';
import { deviceIcon, deviceWords } from '../../words/device-words.ts';

/** So many applications are named in a row; the rest is counted. */
const appsShown = 3;

export interface RowState {
  ending: boolean;
  onEnd: (session: Session) => void;
}

/** One session: what it is, where from, since when, and "Sign out" unless it is the one behind this page. */
export function sessionRow(session: Session, { ending, onEnd }: RowState) {
  return html`
    <li data-session=${session.id}>
      <span class="icon">${icons[deviceIcon(session.device)]}</span>
      <div class="what">
        <div class="name"><bdi>${deviceWords(session.device)}</bdi>${pill(session)}</div>
        <div class="facts">${where(session)}<span>${activity(session)}</span></div>
        <div class="facts">${since(session)}${applications(session)}</div>
      </div>
      ${session.current ? nothing : endButton(session, ending, onEnd)}
    </li>
  `;
}

function pill({ current, kind }: Session) {
  if (current) return html`<keyhold-pill tone="here">${t('sessions.this-device')}</keyhold-pill>`;
  return kind === 'offline' ? html`<keyhold-pill>${t('sessions.offline-access')}</keyhold-pill>` : nothing;
}

function where({ address }: Session) {
  if (address === null) return html`<span>${t('address.unknown')}</span>`;
  const place = placeWords(address);
  return html`${place === null ? nothing : html`<span>${place}</span>`}<span><bdi>${address}</bdi></span>`;
}

function activity({ current, lastActivityAt }: Session) {
  const now = t('sessions.active-now');
  if (current) return now;
  return html`<keyhold-relative-time
    datetime=${lastActivityAt}
    locale=${locale()}
    now-label=${now}
  ></keyhold-relative-time>`;
}

function since({ startedAt }: Session) {
  const time = momentWords(new Date(startedAt), now(), locale());
  return html`<span><time datetime=${startedAt}>${t('sessions.started', { time })}</time></span>`;
}

function applications({ applications: all }: Session) {
  if (all.length === 0) return nothing;
  const names = all.map(({ name, clientId }) => name ?? clientId);
  const apps = list(names.slice(0, appsShown));
  const more = names.length - appsShown;
  return html`<span><bdi>${more > 0 ? t('sessions.more-apps', { apps, count: more }) : apps}</bdi></span>`;
}

function endButton(session: Session, ending: boolean, onEnd: RowState['onEnd']) {
  const device = deviceWords(session.device);
  return html`
    <button
      class="button quiet danger"
      type="button"
      aria-label=${ending ? nothing : t('sessions.end-named', { device })}
      aria-disabled=${ending ? 'true' : nothing}
      @click=${() => !ending && onEnd(session)}
    >
      ${ending ? t('sessions.ending') : t('sessions.end')}
    </button>
  `;
}
