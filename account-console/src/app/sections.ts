import { html, type LitElement, type TemplateResult } from 'lit';
import type { Overview } from '../api/model.ts';
import '../features/password/password-card.ts';
import { proposePasskey } from '../features/passkeys/next-step.ts';
import '../features/passkeys/passkeys-card.ts';
import '../features/passkeys/security-keys.ts';
import { withProof } from '../features/reauthentication/with-proof.ts';
import { proposeCodes } from '../features/recovery-codes/next-step.ts';
import '../features/recovery-codes/recovery-codes-card.ts';
import { proposeReview } from '../features/sessions/next-step.ts';
import '../features/sessions/sessions-card.ts';
import { proposeSecondFactor } from '../features/totp/next-step.ts';
import '../features/totp/totp-card.ts';
import type { TextKey } from '../locales/t.ts';
import type { AccountState } from './account-state.ts';
import './check-up/check-up-card.ts';
import type { ProposeStep } from './check-up/next-step.ts';

/** What the page asks of a card. */
export interface SectionCard extends LitElement {
  focusHeading(): void;
  /** Begins the one main action of the card; without one, arriving at the card is the beginning. */
  start?(): Promise<void>;
  /** The same as a step of the check-up, where that is done in another way. */
  startStep?(): Promise<void>;
}

export interface Section {
  /** The room, or the check-up: its address below the base path, and its name in the configuration. */
  room: string;
  title: TextKey;
  /** The heading under which the navigation lists it. */
  group: TextKey;
  card: (account: AccountState) => TemplateResult;
  /** Brings the card where it is not among the first ones: the page shows its place until then. */
  load?: () => Promise<unknown>;
  /** It is not shown to this user, as the data say; `null` until they are there. */
  isOff?: (overview: Overview | null) => boolean;
  /** What the room adds to "Security check-up". */
  propose?: ProposeStep;
}

/** Every section of the page, in its order. A new room adds its line here and its card above. */
export const sections: readonly Section[] = [
  {
    room: 'check-up',
    title: 'check-up.title',
    group: 'group.sign-in',
    card: (account) =>
      html`<keyhold-check-up-card id="check-up" .account=${account} .proposals=${proposals()}></keyhold-check-up-card>`,
    // Who can prove nothing here can take none of its steps.
    isOff: (overview) => overview?.reauthentication.unavailable != null,
  },
  {
    room: 'password',
    title: 'password.title',
    group: 'group.sign-in',
    card: (account) => html`<keyhold-password-card id="password" .account=${account}></keyhold-password-card>`,
  },
  {
    room: 'totp',
    title: 'totp.title',
    group: 'group.sign-in',
    card: (account) =>
      html`<keyhold-totp-card id="totp" .account=${account}
        ><keyhold-security-keys .account=${account}></keyhold-security-keys
      ></keyhold-totp-card>`,
    propose: proposeSecondFactor,
  },
  {
    room: 'passkeys',
    title: 'passkeys.title',
    group: 'group.sign-in',
    card: (account) => html`<keyhold-passkeys-card id="passkeys" .account=${account}></keyhold-passkeys-card>`,
    propose: proposePasskey,
  },
  {
    room: 'recovery-codes',
    title: 'recovery-codes.title',
    group: 'group.sign-in',
    card: (account) =>
      html`<keyhold-recovery-codes-card id="recovery-codes" .account=${account}></keyhold-recovery-codes-card>`,
    propose: proposeCodes,
  },
  {
    room: 'pin',
    title: 'pin.title',
    group: 'group.approvals',
    card: (account) => html`<keyhold-pin-card id="pin" .account=${account} .prove=${withProof}></keyhold-pin-card>`,
    load: () => import('../features/pin/pin-card.ts'),
    isOff: (overview) => (overview?.pin.state ?? 'off') === 'off',
  },
  {
    room: 'sessions',
    title: 'sessions.title',
    group: 'group.activity',
    card: (account) => html`<keyhold-sessions-card id="sessions" .account=${account}></keyhold-sessions-card>`,
    propose: proposeReview,
  },
];

const proposals = (): ProposeStep[] => sections.flatMap(({ propose }) => propose ?? []);
