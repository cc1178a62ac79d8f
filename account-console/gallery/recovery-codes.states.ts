import { codes, factorsWorld, used, withApps, withCodes } from './factors-world.ts';
import type { Stage, State } from './states.ts';
import { world } from './world.ts';

const address = '/recovery-codes';

async function generate({ find }: Stage): Promise<void> {
  (await find('.generate')).click();
  await find('.codes');
}

async function submit({ find }: Stage): Promise<void> {
  (await find('.button.primary')).click();
  await find('.error', '.+');
}

const first = { 'POST /api/recovery-codes': { set: 's1', codes: codes, active: true } };

/** "Recovery codes", on the card and in the dialog that shows them once. */
export const recoveryCodesStates: Record<string, State> = {
  'recovery-codes-none': { world: () => factorsWorld(withApps([])), address },
  'recovery-codes-none-yet': {
    world: () => factorsWorld(withCodes({ state: 'none', remaining: 0, createdAt: null, confirmed: false })),
    address,
  },
  'recovery-codes-active': { world: () => factorsWorld(withCodes({})), address },
  'recovery-codes-used': { world: () => factorsWorld(withCodes({ remaining: 7, used })), address },
  'recovery-codes-low': { world: () => factorsWorld(withCodes({ remaining: 2, used })), address },
  'recovery-codes-all-used': { world: () => factorsWorld(withCodes({ remaining: 0, used })), address },
  'recovery-codes-unconfirmed': { world: () => factorsWorld(withCodes({ confirmed: false })), address },
  'recovery-codes-stock': {
    world: () => factorsWorld(withCodes({ state: 'stock', remaining: 9, total: 12, confirmed: false })),
    address,
  },
  'recovery-codes-off': { world: () => factorsWorld(withCodes({ state: 'off', remaining: 0 })), address },
  'recovery-codes-loading': { world: () => world([], { reading: 'hang' }), address },
  'recovery-codes-problem': {
    world: () => world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }),
    address,
  },
  'recovery-codes-first-dialog': { world: () => factorsWorld(withApps([]), first), address, act: generate },
  'recovery-codes-untaken-dialog': {
    world: () => factorsWorld(withApps([]), first),
    address,
    act: async (stage) => {
      await generate(stage);
      await submit(stage);
    },
  },
  'recovery-codes-leaving-dialog': {
    world: () => factorsWorld(withApps([]), first),
    address,
    act: async (stage) => {
      await generate(stage);
      (await stage.find('dialog .bar .button', 'Close')).click();
      await stage.find('.leaving');
    },
  },
  'recovery-codes-replacing-dialog': {
    world: () =>
      factorsWorld(withCodes({}), {
        'POST /api/recovery-codes/s2/confirmation': { slug: 'code-refused', status: 422 },
      }),
    address,
    act: async (stage) => {
      await generate(stage);
      ((await stage.find('input[name=code]')) as HTMLInputElement).value = 'k7m2p-x9qw';
      await submit(stage);
    },
  },
  'german-recovery-codes-dialog': {
    world: () => factorsWorld(withCodes({})),
    address,
    language: 'de',
    act: generate,
  },
  'german-recovery-codes-used': {
    world: () => factorsWorld(withCodes({ remaining: 2, used })),
    address,
    language: 'de',
  },
};
