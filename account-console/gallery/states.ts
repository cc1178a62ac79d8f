import type { AccountState } from '../src/app/account-state.ts';
import { rightPassword, type FakeApi, type World } from './fake-api.ts';
import { passkeysStates } from './passkeys.states.ts';
import { passwordStates } from './password.states.ts';
import { pinStates } from './pin.states.ts';
import { recoveryCodesStates } from './recovery-codes.states.ts';
import { totpStates } from './totp.states.ts';
import { lengthy, many, overviewOf, thisDevice, variety, world } from './world.ts';

/** What a step may use: the page as a user has it in front of them. */
export interface Stage {
  account: AccountState;
  api: FakeApi;
  /** Waits for the first element that matches, through every shadow root. */
  find: (selector: string, text?: string) => Promise<HTMLElement>;
}

export interface State {
  world: () => World;
  /** `card` alone on another product's white page; else the whole page. */
  alone?: boolean;
  address?: string;
  language?: 'de';
  rightToLeft?: boolean;
  /** Brings the page into the state. */
  act?: (stage: Stage) => Promise<void>;
}

const unavailable = (reason: 'no-provable-factor' | 'impersonated') =>
  overviewOf(variety(), {
    reauthentication: {
      methods: [],
      methodsToEndSessions: [],
      rescue: false,
      unavailable: { reason, accountUrl: 'http://localhost:8080/realms/demo/account/' },
    },
  });

const keycloakDown = { slug: 'keycloak-unavailable', status: 503 } as const;

async function openDialog({ find }: Stage): Promise<void> {
  (await find('li .button', 'Sign out|Abmelden')).click();
  await find('dialog[open]');
}

async function answer(stage: Stage, password: string): Promise<void> {
  await openDialog(stage);
  ((await stage.find('input[type=password]')) as HTMLInputElement).value = password;
  (await stage.find('.button.primary')).click();
}

const refused = (stage: Stage) => stage.find('.error', '.+');

async function endOthers({ find }: Stage): Promise<void> {
  (await find('.foot .button.danger')).click();
  (await find('dialog[open]')).getAttribute('open');
}

/** Every state of every card and dialog; the name is the address in the gallery and the name of the screenshot. */
export const states: Record<string, State> = {
  'sessions-filled': { world: () => world(variety()) },
  'sessions-own-address': { world: () => world(variety()), address: '/sessions' },
  'sessions-loading': { world: () => world([], { reading: 'hang' }) },
  'sessions-empty': { world: () => world([thisDevice()]) },
  'sessions-40': { world: () => world(many(40)) },
  'sessions-40-all': {
    world: () => world(many(40)),
    act: async ({ find }) => (await find('.more .button')).click(),
  },
  'sessions-problem': { world: () => world([], { reading: keycloakDown }) },
  'sessions-unknown-problem': { world: () => world([], { reading: { slug: 'of-tomorrow', status: 500 } }) },
  'sessions-stale': {
    world: () => world(variety()),
    act: async ({ account, api }) => {
      api.world.reading = keycloakDown;
      await account.reload();
    },
  },
  'sessions-offline': {
    world: () => world(variety()),
    act: async ({ account, api }) => {
      Object.defineProperty(navigator, 'onLine', { value: false });
      api.world.reading = 'down';
      await account.reload();
    },
  },
  'sessions-signed-out': {
    world: () => world(variety()),
    act: async ({ account, api }) => {
      api.world.reading = { slug: 'not-signed-in', status: 401 };
      await account.reload();
    },
  },
  'sessions-lengthy': { world: () => world(lengthy()) },
  'sessions-exact-time': {
    world: () => world(variety()),
    act: async ({ find }) => (await find('time[tabindex]')).focus(),
  },
  'sessions-progress': {
    world: () => world(many(999), { proofNeeded: false, batch: 40 }),
    act: async (stage) => {
      await endOthers(stage);
      const { fetch } = stage.api;
      let batches = 0;
      globalThis.fetch = (input) => (batches++ < 4 ? fetch(input as Request) : new Promise(() => undefined));
      (await stage.find('.button.primary')).click();
      await stage.find('progress');
    },
  },
  'sessions-note-done': {
    world: () => world(variety()),
    act: async (stage) => {
      await answer(stage, rightPassword);
      await stage.find('.note .words');
    },
  },
  'sessions-note-bad': {
    world: () => world(variety(), { ending: keycloakDown }),
    act: async (stage) => {
      await answer(stage, rightPassword);
      await stage.find('.note .words');
    },
  },
  'sessions-alone': { world: () => world(variety()), alone: true },
  'account-menu': { world: () => world(variety()), act: async ({ find }) => (await find('.who')).click() },
  'end-others': { world: () => world(variety()), act: endOthers },
  'proof-asking': { world: () => world(variety()), act: openDialog },
  'proof-wrong': {
    world: () => world(variety()),
    act: async (stage) => {
      await answer(stage, 'correct hose');
      await refused(stage);
    },
  },
  'proof-paused': {
    world: () => {
      const retryAt = new Date(Date.now() + 300_000).toISOString();
      return world(variety(), { proof: { slug: 'too-many-attempts', status: 429, retryAt } });
    },
    act: async (stage) => {
      await answer(stage, 'correct hose');
      await refused(stage);
    },
  },
  'proof-unavailable': {
    world: () => world(variety(), { overview: unavailable('no-provable-factor') }),
    act: openDialog,
  },
  'proof-impersonated': { world: () => world(variety(), { overview: unavailable('impersonated') }), act: openDialog },
  'proof-session-lost': {
    world: () => world(variety(), { proof: { slug: 'not-signed-in', status: 401 } }),
    act: async (stage) => {
      await answer(stage, rightPassword);
      await stage.find('dialog keyhold-problem-note');
    },
  },
  ...passwordStates,
  ...totpStates,
  ...passkeysStates,
  ...recoveryCodesStates,
  ...pinStates,
  'german-sessions': { world: () => world([...variety(), ...lengthy().slice(1)]), language: 'de' },
  'german-proof': {
    world: () => world(lengthy()),
    language: 'de',
    act: async (stage) => {
      await answer(stage, 'falsch');
      await refused(stage);
    },
  },
  'german-end-others': { world: () => world(variety()), language: 'de', act: endOthers },
  'german-problem': { world: () => world([], { reading: keycloakDown }), language: 'de' },
  'rtl-sessions': { world: () => world([...variety(), ...lengthy().slice(1)]), rightToLeft: true },
  'rtl-proof': {
    world: () => world(variety()),
    rightToLeft: true,
    act: async (stage) => {
      await answer(stage, 'correct hose');
      await refused(stage);
    },
  },
  'rtl-note': {
    world: () => world(variety(), { ending: keycloakDown }),
    rightToLeft: true,
    act: async (stage) => {
      await answer(stage, rightPassword);
      await stage.find('.note .words');
    },
  },
};
