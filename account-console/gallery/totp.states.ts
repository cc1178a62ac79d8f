import { app, enrolment, factorsWorld, withApps } from './factors-world.ts';
import type { Stage, State } from './states.ts';
import { world } from './world.ts';

const address = '/totp';

async function enrol({ find }: Stage): Promise<void> {
  (await find('.add')).click();
  await find('.qr');
}

async function verify(stage: Stage, code: string): Promise<void> {
  await enrol(stage);
  ((await stage.find('input[name=code]')) as HTMLInputElement).value = code;
  (await stage.find('.button.primary')).click();
}

async function refused(stage: Stage, code: string): Promise<void> {
  await verify(stage, code);
  await stage.find('.error', '.+');
}

const refusing = (clockOffBySeconds: number | null) => ({
  'POST /api/totp/enrolments/e1/confirmation': { slug: 'code-refused', status: 422, clockOffBySeconds },
});

const lengthyName = '<b>Diensttelefon</b> von Annegret Müller-Lüdenscheidt (Reisekostenabrechnungsverwaltung), zweites';

/** "Two-factor authentication" and "Authenticator app". */
export const totpStates: Record<string, State> = {
  'totp-none': { world: () => factorsWorld(withApps([])), address },
  'totp-one': { world: () => factorsWorld(withApps([app('a1', 'Pixel 9')])), address },
  'totp-several': {
    world: () => factorsWorld(withApps([app('a1', 'Pixel 9'), app('a2', null, 0), app('a3', lengthyName, 500)])),
    address,
  },
  'totp-required': { world: () => factorsWorld(withApps([app('a1', 'Pixel 9')], { required: true })), address },
  'totp-required-note': {
    world: () => factorsWorld(withApps([app('a1', 'Pixel 9')], { required: true })),
    address,
    act: async ({ find }) => {
      (await find('.remove')).click();
      await find('.note .words');
    },
  },
  'totp-unsupported': {
    world: () => factorsWorld(withApps([], { state: 'unsupported', reason: 'hotp' })),
    address,
  },
  'totp-not-asked': {
    world: () => factorsWorld(withApps([app('a1', 'Pixel 9')], { state: 'off', reason: 'not-asked' })),
    address,
  },
  'totp-loading': { world: () => world([], { reading: 'hang' }), address },
  'totp-problem': { world: () => world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }), address },
  'totp-rename': {
    world: () =>
      factorsWorld(withApps([app('a1', 'Pixel 9'), app('a2', 'Tablet')]), {
        'PUT /api/totp/a1': { slug: 'label-taken', status: 409 },
      }),
    address,
    act: async ({ find }) => {
      (await find('.rename')).click();
      const input = (await find('input[name=label]')) as HTMLInputElement;
      input.value = 'Tablet';
      (await find('.button', 'Save')).click();
      await find('.error', '.+');
    },
  },
  'totp-enrol-dialog': { world: () => factorsWorld(withApps([])), address, act: enrol },
  'totp-replace-dialog': {
    world: () => factorsWorld(withApps([app('a1', 'Pixel 9')])),
    address,
    act: async ({ find }) => {
      (await find('.replace')).click();
      await find('.qr');
    },
  },
  'totp-settings-dialog': {
    world: () =>
      factorsWorld(withApps([]), {
        'POST /api/totp/enrolments': () =>
          enrolment({ policy: { digits: 8, period: 60, algorithm: 'SHA256', lookAround: 1 } }),
      }),
    address,
    act: enrol,
  },
  'totp-wrong-dialog': {
    world: () => factorsWorld(withApps([]), refusing(null)),
    address,
    act: (stage) => refused(stage, '123 456'),
  },
  'totp-clock-dialog': {
    world: () => factorsWorld(withApps([]), refusing(120)),
    address,
    act: (stage) => refused(stage, '123456'),
  },
  'totp-gone-dialog': {
    world: () =>
      factorsWorld(withApps([]), {
        'POST /api/totp/enrolments/e1/confirmation': { slug: 'enrolment-gone', status: 404 },
      }),
    address,
    act: async (stage) => {
      await verify(stage, '123456');
      await stage.find('dialog keyhold-problem-note');
    },
  },
  'totp-codes-dialog': {
    world: () => factorsWorld(withApps([])),
    address,
    act: async (stage) => {
      await verify(stage, '123456');
      await stage.find('.codes');
    },
  },
  'german-totp-several': {
    world: () => factorsWorld(withApps([app('a1', 'Pixel 9'), app('a2', lengthyName)], { required: true })),
    address,
    language: 'de',
  },
  'german-totp-clock-dialog': {
    world: () => factorsWorld(withApps([]), refusing(-34)),
    address,
    language: 'de',
    act: (stage) => refused(stage, '123456'),
  },
  'rtl-totp-enrol-dialog': { world: () => factorsWorld(withApps([])), address, rightToLeft: true, act: enrol },
};
