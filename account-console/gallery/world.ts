import type { Overview, Session } from '../src/api/model.ts';
import type { World } from './fake-api.ts';

const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

/** A session that started and was last used so many minutes ago. */
export function session(id: string, more: Partial<Session> & { startedAgo?: number; usedAgo?: number } = {}): Session {
  const { startedAgo = 300, usedAgo = 12, ...rest } = more;
  return {
    id,
    kind: 'online',
    current: false,
    address: '198.51.100.7',
    device: { browser: 'Chrome', os: 'Android', type: 'mobile' },
    startedAt: ago(startedAgo),
    lastActivityAt: ago(usedAgo),
    applications: [{ clientId: 'keyhold-bridge', name: 'Account security' }],
    ...rest,
  };
}

export const thisDevice = () =>
  session('this', {
    current: true,
    address: '203.0.113.24',
    device: { browser: 'Firefox', os: 'Linux', type: 'desktop' },
    startedAgo: 95,
    usedAgo: 0,
  });

/** One of each kind: this device, a phone, an app with offline access, a script, a device that nobody knows. */
export const variety = (): Session[] => [
  thisDevice(),
  session('phone', {
    applications: [
      { clientId: 'shop', name: 'Northwind Shop' },
      { clientId: 'mail', name: 'Mail' },
    ],
  }),
  session('local', {
    address: '127.0.0.1',
    device: { browser: 'Chrome', os: 'Linux', type: 'desktop' },
    usedAgo: 130,
    startedAgo: 180,
  }),
  session('offline~backup', {
    kind: 'offline',
    address: '10.1.4.9',
    device: { browser: null, os: null, type: 'other' },
    applications: [{ clientId: 'backup-agent', name: null }],
    usedAgo: 60 * 26,
    startedAgo: 60 * 24 * 40,
  }),
  session('unknown', {
    address: null,
    device: { browser: null, os: 'Windows', type: 'unknown' },
    applications: [],
    usedAgo: 60 * 24 * 12,
    startedAgo: 60 * 24 * 400,
  }),
];

const browsers = ['Chrome', 'Firefox', 'Safari', 'Edge'];
const systems = ['Windows', 'macOS', 'Linux', 'Android', 'iOS'];

/** This device and so many others. */
export const many = (others: number): Session[] => [
  thisDevice(),
  ...Array.from({ length: others }, (_, at) => {
    const os = systems[at % systems.length] ?? 'Linux';
    return session(`s${at}`, {
      address: `203.0.${113 + (at % 40)}.${(at * 37) % 255}`,
      device: { browser: browsers[at % browsers.length] ?? 'Chrome', os, type: at % 5 > 2 ? 'mobile' : 'desktop' },
      usedAgo: 5 + at * 47,
      startedAgo: 60 + at * 61,
    });
  }),
];

/** What does not break: a long IPv6 address, long names, many applications. */
export const lengthy = (): Session[] => [
  thisDevice(),
  session('long', {
    kind: 'offline',
    address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    device: { browser: 'Samsung Internet for Galaxy Store Beta', os: 'Android Automotive', type: 'mobile' },
    applications: [
      'Reisekostenabrechnungsverwaltung',
      'Urlaubsantragsbearbeitungssystem',
      'Intranet',
      'Wiki',
      'Mail',
    ].map((name) => ({ clientId: name, name })),
    usedAgo: 60 * 24 * 3,
  }),
];

const user = { id: 'u1', username: 'alice', email: 'alice@example.org', displayName: 'Alice Lindqvist' };

/** What a user without a second factor is asked. */
const passwordOnly: Overview['reauthentication'] = {
  methods: [{ kind: 'password', and: null }],
  methodsToEndSessions: [{ kind: 'password', and: null }],
  rescue: false,
  unavailable: null,
};

/** What a user with an authenticator app is asked, with recovery codes at hand or not. */
export const passwordAndCode = (rescue: boolean): Overview['reauthentication'] => ({
  methods: [{ kind: 'password', and: 'totp' }],
  methodsToEndSessions: [{ kind: 'password', and: 'totp' }],
  rescue,
  unavailable: null,
});

/** A realm whose sign-in takes no keys. */
const noKeys: Overview['passkeys']['passkeys'] = {
  state: 'off',
  relyingParty: { id: 'localhost', name: 'Demo' },
  items: [],
  here: true,
};

/** A realm with PINs, and a user who has none. */
export const noPin: Overview['pin'] = {
  state: 'available',
  digits: { min: 6, max: 12 },
  setAt: null,
  triesLeft: null,
  pausedUntil: null,
  disabled: false,
  heldUntil: null,
};

export function overviewOf(items: Session[], more: Partial<Overview> = {}): Overview {
  return {
    user,
    sessions: { items },
    reauthentication: passwordOnly,
    password: { state: 'set', changedAt: ago(60 * 24 * 41), provider: null },
    totp: {
      state: 'available',
      reason: null,
      policy: { digits: 6, period: 30, algorithm: 'SHA1', lookAround: 1 },
      required: false,
      items: [],
    },
    passkeys: { required: false, max: 10, passkeys: noKeys, securityKeys: noKeys },
    pin: noPin,
    recoveryCodes: { state: 'none', total: 10, remaining: 0, createdAt: null, confirmed: false, used: [] },
    ...more,
  };
}

export function world(items: Session[], more: Partial<World> = {}): World {
  return {
    config: {
      realm: 'demo',
      issuer: 'http://localhost:8080/realms/demo',
      accountUrl: 'http://localhost:8080/realms/demo/account/',
      basePath: '/',
      locale: 'en',
      features: ['check-up', 'sessions', 'password', 'totp', 'passkeys', 'recovery-codes', 'pin'],
    },
    overview: overviewOf(items),
    reading: 'fine',
    proofNeeded: true,
    proof: 'check',
    ending: 'fine',
    triesLeft: 5,
    batch: 20,
    answers: {},
    ...more,
  };
}
