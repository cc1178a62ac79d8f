import type { Key, KeysState, Overview } from '../src/api/model.ts';
import type { Stage, State } from './states.ts';
import { many, overviewOf, world } from './world.ts';

const address = '/passkeys';

const key = (id: string, more: Partial<Key> = {}): Key => ({
  id,
  label: null,
  model: null,
  icon: null,
  createdAt: '2026-03-01T10:00:00Z',
  lastUsedAt: null,
  lastUsedWith: null,
  synced: null,
  credentialId: id,
  transports: [],
  ...more,
});

const used = {
  lastUsedAt: '2026-09-30T08:00:00Z',
  lastUsedWith: { browser: 'Chrome', os: 'Android', type: 'mobile' },
} as const;

const list = (items: Key[], more: Partial<KeysState> = {}): KeysState => ({
  state: 'available',
  relyingParty: { id: 'example.org', name: 'Example Bank' },
  items,
  here: true,
  ...more,
});

const withKeys = (passkeys: KeysState, securityKeys: KeysState, more: Partial<Overview> = {}) =>
  world([], {
    overview: overviewOf(many(2), { passkeys: { required: false, max: 10, passkeys, securityKeys }, ...more }),
  });

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
  'passkeys-none': { world: () => withKeys(list([]), list([])), address },
  'passkeys-some': { world: () => withKeys(list(some), list([])), address },
  'passkeys-off': { world: () => withKeys(list(some.slice(0, 1), { state: 'off' }), list([])), address },
  'passkeys-elsewhere': { world: () => withKeys(list([], { here: false }), list([])), address },
  'passkeys-german': { world: () => withKeys(list(some), list([])), address, language: 'de' },
  'security-keys-none': { world: () => withKeys(list([]), list([])), address: '/totp' },
  'security-keys-some': { world: () => withKeys(list([]), list(some)), address: '/totp' },
  'passkeys-all-ways': {
    world: () => withKeys(list(some), list(some), { reauthentication: asking }),
    address,
    act: confirm,
  },
  'passkeys-only-way': {
    world: () =>
      withKeys(list(some), list([]), { reauthentication: { ...asking, methods: [{ kind: 'passkey', and: null }] } }),
    address,
    act: confirm,
  },
  'security-keys-only-second': {
    world: () =>
      withKeys(list([]), list(some), {
        reauthentication: { ...asking, methods: [{ kind: 'password', and: 'security-key' }] },
      }),
    address: '/totp',
    act: confirm,
  },
};
