import type { AuthenticatorApp, Overview, RecoveryCodesState, TotpEnrolment } from '../src/api/model.ts';
import type { World } from './fake-api.ts';
import { overviewOf, passwordAndCode, variety, world } from './world.ts';

const day = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();

export const app = (id: string, label: string | null, addedDaysAgo = 40): AuthenticatorApp => ({
  id,
  label,
  createdAt: daysAgo(addedDaysAgo),
});

/** The account of somebody with these apps. */
export function withApps(items: AuthenticatorApp[], totp: Partial<Overview['totp']> = {}): Overview {
  const overview = overviewOf(variety(), items.length === 0 ? {} : { reauthentication: passwordAndCode(true) });
  return { ...overview, totp: { ...overview.totp, items, ...totp } };
}

/** The account of somebody with an app and these recovery codes. */
export const withCodes = (codes: Partial<RecoveryCodesState>): Overview => ({
  ...withApps([app('a1', 'Pixel 9')]),
  recoveryCodes: {
    state: 'active',
    total: 10,
    remaining: 10,
    createdAt: daysAgo(40),
    confirmed: true,
    used: [],
    ...codes,
  },
});

export const used: RecoveryCodesState['used'] = [
  {
    at: daysAgo(2),
    address: '198.51.100.7',
    device: { browser: 'Chrome', os: 'Android', type: 'mobile' },
  },
  { at: daysAgo(30), address: '10.1.4.9', device: { browser: 'Firefox', os: 'Linux', type: 'desktop' } },
  { at: daysAgo(31), address: null, device: { browser: null, os: null, type: 'unknown' } },
];

export const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export const enrolment = (more: Partial<TotpEnrolment> = {}): TotpEnrolment => ({
  id: 'e1',
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  policy: { digits: 6, period: 30, algorithm: 'SHA1', lookAround: 1 },
  issuer: 'Northwind',
  account: 'alice@example.org',
  uri: `otpauth://totp/Northwind:alice@example.org?secret=${secret}&issuer=Northwind&algorithm=SHA1&digits=6&period=30`,
  secret,
  ...more,
});

export const codes = Array.from({ length: 10 }, (_, at) => `k7m2p${at + 2}-x9qwtz-4vbn8r`);

/** Every call succeeds: start, code, codes, confirmation. */
export const enrolling = {
  'POST /api/totp/enrolments': () => enrolment(),
  'POST /api/totp/enrolments/e1/confirmation': {
    item: app('a2', 'Pixel 9', 0),
    recoveryCodes: { set: 's1', codes },
  },
  'DELETE /api/totp/enrolments/e1': {},
  'POST /api/recovery-codes': { set: 's2', codes, active: false },
  'POST /api/recovery-codes/s1/confirmation': {},
  'POST /api/recovery-codes/s2/confirmation': {},
};

/** A world in which everything about factors works but what is said here. */
export const factorsWorld = (overview: Overview, answers: World['answers'] = {}): World =>
  world(variety(), { overview, answers: { ...enrolling, ...answers } });
