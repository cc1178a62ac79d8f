import type { Overview } from '../src/api/model.ts';
import { key, keysWorld, list } from './keys-world.ts';
import type { Stage, State } from './states.ts';
import { overviewOf } from './world.ts';

const address = '/passkeys';

const used = {
  lastUsedAt: '2026-09-30T08:00:00Z',
  lastUsedWith: { browser: 'Chrome', os: 'Android', type: 'mobile' },
} as const;

const some = [
  key('k1', { label: 'Telefon', model: 'Google Password Manager', synced: true, ...used }),
  key('k2', { model: 'YubiKey 5 Series with NFC', synced: false }),
  key('k3', { label: '<b>Notebook</b> von Annegret Müller-Lüdenscheidt (Reisekostenabrechnungsverwaltung)' }),
];

const asking: Overview['reauthentication'] = {
  methods: [
    { kind: 'passkey', and: null },
    { kind: 'password', and: 'totp' },
    { kind: 'password', and: 'security-key' },
  ],
  methodsToEndSessions: [{ kind: 'passkey', and: null }],
  rescue: true,
  unavailable: null,
};

async function confirm({ find }: Stage): Promise<void> {
  (await find('.remove')).click();
  await find('dialog[open]');
}

/** "Passkeys", and "Security keys" among the second factors. */
export const passkeysStates: Record<string, State> = {
  'passkeys-none': { world: () => keysWorld(list([])), address },
  'passkeys-some': { world: () => keysWorld(list(some)), address },
  'passkeys-off': { world: () => keysWorld(list(some.slice(0, 1), { state: 'off' })), address },
  'passkeys-elsewhere': { world: () => keysWorld(list([], { here: false })), address },
  'passkeys-german': { world: () => keysWorld(list(some)), address, language: 'de' },
  'security-keys-none': { world: () => keysWorld(list([])), address: '/totp' },
  'security-keys-some': { world: () => keysWorld(list([], {}, some)), address: '/totp' },
  'passkeys-all-ways': {
    world: () => keysWorld(list(some, {}, some), { reauthentication: asking }),
    address,
    act: confirm,
  },
  'passkeys-only-way': {
    world: () => keysWorld(list(some), { reauthentication: { ...asking, methods: [{ kind: 'passkey', and: null }] } }),
    address,
    act: confirm,
  },
  'security-keys-only-second': {
    world: () =>
      keysWorld(list([], {}, some), {
        reauthentication: { ...asking, methods: [{ kind: 'password', and: 'security-key' }] },
      }),
    address: '/totp',
    act: confirm,
  },
  'passkeys-full-dialog': {
    world: () => keysWorld({ ...list(some, {}, some.slice(1, 2)), max: 4 }),
    address,
    act: async ({ find }) => {
      (await find('.add', 'Add passkey')).click();
      await find('dialog[open] .rows');
    },
  },
  'passkeys-renaming': {
    world: () => keysWorld(list(some)),
    address,
    act: async ({ find }) => {
      (await find('.rename')).click();
      await find('keyhold-rename-factor');
    },
  },
  'passkeys-without-password': {
    world: () => keysWorld(list(some), { password: { state: 'missing', changedAt: null, provider: null } }),
  },
  'passkeys-elsewhere-administrator': {
    world: () => keysWorld(list([], { here: false }), { user: { ...overviewOf([]).user, administrator: true } }),
    address,
    act: ({ find }) => find('.said', 'For administrators').then(() => undefined),
  },
};
