import { html, type LitElement, type TemplateResult } from 'lit';
import '../features/sessions/sessions-card.ts';
import type { TextKey } from '../locales/t.ts';
import type { AccountState } from './account-state.ts';

/** What the page asks of a card. */
export interface SectionCard extends LitElement {
  focusHeading(): void;
}

export interface Section {
  /** The room: its address below the base path, and its name in the configuration. */
  room: string;
  title: TextKey;
  /** The heading under which the navigation lists it. */
  group: TextKey;
  card: (account: AccountState) => TemplateResult;
}

/** Every section of the page, in its order. A new room adds its line here and its card above. */
export const sections: readonly Section[] = [
  {
    room: 'sessions',
    title: 'sessions.title',
    group: 'group.activity',
    card: (account) => html`<keyhold-sessions-card id="sessions" .account=${account}></keyhold-sessions-card>`,
  },
];
