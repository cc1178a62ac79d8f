import type { Stage, State } from './states.ts';
import { rightPassword } from './fake-api.ts';
import { many, overviewOf, passwordAndCode, session, thisDevice, variety, world } from './world.ts';

const rule = (id: string, value: string | null, check: 'live' | 'on-save', text = '') => ({ id, value, check, text });

const rules = {
  items: [
    rule('length', '12', 'live'),
    rule('digits', '1', 'live'),
    rule('notUsername', null, 'live'),
    rule('notEmail', null, 'live'),
    rule('passwordHistory', '3', 'on-save'),
    rule('regexPattern', null, 'on-save', 'Invalid password: fails to match regex pattern(s).'),
  ],
};

const withRules = { 'GET /api/password/rules': rules };

async function open({ find }: Stage): Promise<void> {
  (await find('li[data-credential=password] .button')).click();
  await find('.rules li');
}

async function type({ find }: Stage, name: string, value: string): Promise<void> {
  const input = (await find(`input[name=${name}]`)) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

async function submitted(stage: Stage, code?: string): Promise<void> {
  await open(stage);
  await type(stage, 'currentPassword', rightPassword);
  if (code !== undefined) await type(stage, 'code', code);
  await type(stage, 'newPassword', 'tulip anvil orbit');
  await type(stage, 'confirmation', 'tulip anvil orbit');
  (await stage.find('.button.primary')).click();
  await stage.find('.error', '.+');
}

const secondFactor = overviewOf(variety(), { reauthentication: passwordAndCode(true) });
const elsewhere = (state: 'elsewhere' | 'missing' | 'read-only', provider: string | null) =>
  overviewOf(variety(), { password: { state, changedAt: null, provider } });

async function askProof({ find }: Stage): Promise<void> {
  (await find('li .button', 'Sign out')).click();
  await find('input[name=code]');
}

/** "Password", "Change password", the second factor in "Confirm it is you", and "Security check-up". */
export const passwordStates: Record<string, State> = {
  password: { world: () => world(variety()), address: '/password' },
  'password-elsewhere': {
    world: () => world(variety(), { overview: elsewhere('elsewhere', 'Contoso') }),
    address: '/password',
  },
  'password-read-only': {
    world: () => world(variety(), { overview: elsewhere('read-only', 'ldap') }),
    address: '/password',
  },
  'password-loading': { world: () => world([], { reading: 'hang' }), address: '/password' },
  'password-change': {
    world: () => world(variety(), { answers: withRules }),
    address: '/password',
    act: async (stage) => {
      await open(stage);
      await type(stage, 'newPassword', 'tulip 9');
      await stage.find('.advice', '.+');
    },
  },
  'password-rejected': {
    world: () => {
      const broken = [
        { id: 'passwordHistory', text: 'Invalid password: must not be equal to any of last 3 passwords.' },
      ];
      const refusal = { slug: 'password-rejected', status: 422, broken };
      return world(variety(), { answers: { ...withRules, 'PUT /api/password': refusal } });
    },
    address: '/password',
    act: submitted,
  },
  'password-code-wrong': {
    world: () => {
      const refusal = { slug: 'proof-refused', status: 403, field: 'code', triesLeft: 4 };
      return world(variety(), { overview: secondFactor, answers: { ...withRules, 'PUT /api/password': refusal } });
    },
    address: '/password',
    act: (stage) => submitted(stage, '123456'),
  },
  'proof-code': { world: () => world(variety(), { overview: secondFactor }), address: '/sessions', act: askProof },
  'proof-code-lost': {
    world: () => world(variety(), { overview: secondFactor }),
    address: '/sessions',
    act: async (stage) => {
      await askProof(stage);
      (await stage.find('summary')).click();
    },
  },
  'check-up': {
    world: () => world([thisDevice(), session('old', { startedAgo: 60 * 24 * 120 })]),
    address: '/check-up',
  },
  'check-up-overview': { world: () => world(many(2)) },
  'german-password-change': {
    world: () => world(variety(), { answers: withRules }),
    address: '/password',
    language: 'de',
    act: async (stage) => {
      await open(stage);
      await type(stage, 'newPassword', 'tulpe 9');
    },
  },
};
