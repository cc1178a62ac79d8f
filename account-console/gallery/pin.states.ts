import type { PinState } from '../src/api/model.ts';
import type { FakeProblem, World } from './fake-api.ts';
import type { Stage, State } from './states.ts';
import { noPin, overviewOf, passwordAndCode, variety, world } from './world.ts';

const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const isSet: PinState = { ...noPin, setAt: ahead(-60 * 24 * 12) };
const rules = { digits: noPin.digits, birthdays: ['050387'], common: ['315475'] };

const pinWorld = (pin: PinState, answers: World['answers'] = {}) =>
  world(variety(), {
    overview: overviewOf(variety(), { pin, reauthentication: passwordAndCode(true) }),
    answers: { 'GET /api/pin/rules': rules, ...answers },
  });

async function showsRow({ find }: Stage): Promise<void> {
  await find('li[data-pin]');
}

const card = (pin: PinState): State => ({
  world: () => pinWorld(pin),
  address: '/pin',
  act: showsRow,
});

async function open({ find }: Stage, button: string): Promise<void> {
  (await find(button)).click();
  await find('.rules li');
}

async function type({ find }: Stage, name: string, value: string): Promise<void> {
  const input = (await find(`input[name=${name}]`)) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

async function fill(stage: Stage, pin: string, again = pin): Promise<void> {
  await type(stage, 'pin', pin);
  await type(stage, 'confirmation', again);
  (await stage.find('.button.primary')).click();
}

async function change(stage: Stage): Promise<void> {
  await open(stage, '.change');
  await type(stage, 'currentPin', '839274');
  await fill(stage, '008391');
  await stage.find('.error', '.+');
}

const refusedChange = (refusal: FakeProblem): State => ({
  world: () => pinWorld(isSet, { 'POST /api/pin/changes': refusal }),
  address: '/pin',
  act: change,
});

/** "PIN", its dialog, and "Confirm it is you" over that. */
export const pinStates: Record<string, State> = {
  'pin-overview': { world: () => pinWorld(isSet), act: showsRow },
  'pin-none': card(noPin),
  'pin-set': card(isSet),
  'pin-held': card({ ...isSet, heldUntil: ahead(60 * 20) }),
  'pin-missed': card({ ...isSet, triesLeft: 1 }),
  'pin-paused': card({ ...isSet, pausedUntil: ahead(15) }),
  'pin-disabled': card({ ...isSet, disabled: true }),
  'pin-read-only': card({ ...isSet, state: 'read-only' }),
  'pin-unavailable': card({ ...isSet, state: 'unavailable' }),
  'pin-off': { world: () => pinWorld({ ...noPin, state: 'off' }) },
  'pin-loading': { world: () => world([], { reading: 'hang' }), address: '/pin' },
  'pin-set-up': {
    world: () => pinWorld(noPin),
    address: '/pin',
    act: async (stage) => {
      await open(stage, '.set-up');
      await type(stage, 'pin', '123456');
    },
  },
  'pin-mismatch': {
    world: () => pinWorld(noPin),
    address: '/pin',
    act: async (stage) => {
      await open(stage, '.set-up');
      await fill(stage, '839274', '839275');
      await stage.find('.error', '.+');
    },
  },
  'pin-proof': {
    world: () => {
      const refusal = { slug: 'step-up-required', status: 401, operation: 'pin.set', target: '' };
      return pinWorld(noPin, { 'PUT /api/pin': refusal });
    },
    address: '/pin',
    act: async (stage) => {
      await open(stage, '.set-up');
      await fill(stage, '839274');
      await stage.find('input[name=code]');
    },
  },
  'pin-forgot': { world: () => pinWorld(isSet), address: '/pin', act: (stage) => open(stage, '.forgot') },
  'pin-change': { world: () => pinWorld(isSet), address: '/pin', act: (stage) => open(stage, '.change') },
  'pin-wrong': refusedChange({ slug: 'proof-refused', status: 403, field: 'currentPin', triesLeft: 4 }),
  'pin-change-paused': {
    world: () =>
      pinWorld(isSet, {
        'POST /api/pin/changes': { slug: 'too-many-attempts', status: 429, retryAt: ahead(5) },
      }),
    address: '/pin',
    act: change,
  },
  'pin-change-disabled': refusedChange({ slug: 'pin-disabled', status: 409 }),
  'pin-rejected': refusedChange({ slug: 'pin-rejected', status: 422, broken: ['same'] }),
  'german-pin': { ...card({ ...isSet, pausedUntil: ahead(15), heldUntil: ahead(900) }), language: 'de' },
  'german-pin-change': {
    world: () => pinWorld(isSet),
    address: '/pin',
    language: 'de',
    act: (stage) => open(stage, '.change'),
  },
  'rtl-pin': { ...card({ ...isSet, triesLeft: 3 }), rightToLeft: true },
};
