import { afterEach, beforeEach, expect, test } from '@jest/globals';
import './check-up-card.ts';
import { presumeKeys } from '../knows-keys.ts';
import { proposePasskey } from '../../features/passkeys/next-step.ts';
import { proposeCodes } from '../../features/recovery-codes/next-step.ts';
import { proposeReview } from '../../features/sessions/next-step.ts';
import { proposeSecondFactor } from '../../features/totp/next-step.ts';
import type { Overview } from '../../api/model.ts';
import { key, list } from '../../../gallery/keys-world.ts';
import { find, mount, waitFor } from '../../../gallery/mount.ts';
import { overviewOf, session, thisDevice, world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const day = 60 * 24;
const app = { id: 'app-1', label: 'Phone', createdAt: new Date().toISOString() };
const withApp: Overview['totp'] = { ...overviewOf([]).totp, items: [app] };
const withNoApp: Overview['totp'] = { ...withApp, items: [] };
const codes = (more: Partial<Overview['recoveryCodes']>): Overview['recoveryCodes'] => ({
  state: 'active',
  total: 10,
  remaining: 10,
  createdAt: null,
  confirmed: true,
  used: [],
  ...more,
});
const { passkeys: noKeys } = overviewOf([]);
const oldSession = session('old', { startedAgo: 91 * day });

beforeEach(() => presumeKeys(true));
afterEach(() => presumeKeys(false));

async function steps(overview: Overview) {
  const { card } = mount('keyhold-check-up-card', world([], { overview }));
  card.proposals = [proposeReview, proposePasskey, proposeCodes, proposeSecondFactor];
  await waitFor('keyhold-card');
  await new Promise((resolve) => setTimeout(resolve, 40));
  return [...(card.shadowRoot as ShadowRoot).querySelectorAll('li')].map((row) => text(row.querySelector('.name')));
}

test.each<[string, Overview, string[]]>([
  [
    'a fresh account with an old session',
    overviewOf([thisDevice(), oldSession]),
    ['Turn on two-factor authentication', 'Review old sessions'],
  ],
  ['codes that were never made', overviewOf([thisDevice()], { totp: withApp }), ['Save your recovery codes']],
  [
    'codes that were never saved',
    overviewOf([thisDevice()], { totp: withApp, recoveryCodes: codes({ confirmed: false }) }),
    ['Save your recovery codes'],
  ],
  [
    'few codes left',
    overviewOf([thisDevice()], { totp: withApp, recoveryCodes: codes({ remaining: 3 }) }),
    ['Make new recovery codes'],
  ],
  [
    'few codes left, no passkey and an old session: what may lock out comes first',
    overviewOf([thisDevice(), oldSession], {
      totp: withApp,
      recoveryCodes: codes({ remaining: 3 }),
      passkeys: { ...noKeys, passkeys: { ...noKeys.passkeys, state: 'available' } },
    }),
    ['Make new recovery codes', 'Add a passkey', 'Review old sessions'],
  ],
  [
    'a security key as second factor, and its codes not saved',
    overviewOf([thisDevice()], {
      totp: withNoApp,
      recoveryCodes: codes({ confirmed: false }),
      passkeys: { ...noKeys, securityKeys: list([key('usb')]).passkeys },
    }),
    ['Save your recovery codes'],
  ],
  ['nothing left to do', overviewOf([thisDevice()], { totp: withApp, recoveryCodes: codes({}) }), []],
  [
    'a realm without codes at sign-in',
    overviewOf([thisDevice()], {
      totp: { ...withApp, state: 'off', items: [] },
      recoveryCodes: codes({ state: 'off' }),
    }),
    [],
  ],
])('%s', async (_name, overview, expected) => {
  expect(await steps(overview)).toEqual(expected);
});

test('a browser that knows no keys is not asked for one', async () => {
  const passkeys = list([]);
  const overview = overviewOf([thisDevice()], { totp: withApp, recoveryCodes: codes({}), passkeys });
  expect(await steps(overview)).toEqual(['Add a passkey']);
  presumeKeys(false);
  expect(await steps(overview)).toEqual([]);
});

test('this session, however old, is no reason to review', async () => {
  const totp = withApp;
  const recoveryCodes = codes({});
  const here = { ...thisDevice(), startedAt: oldSession.startedAt };
  expect(await steps(overviewOf([here], { totp, recoveryCodes }))).toEqual([]);
  expect(text(find('keyhold-pill'))).toBe('All done');
});

test('the name of each button has the words that stand on it', async () => {
  await steps(overviewOf([thisDevice(), oldSession], { totp: withApp }));
  const buttons = ['recovery-codes', 'sessions'].map((room) => find(`li[data-step=${room}] button`));
  expect(buttons.map((button) => button?.getAttribute('aria-label'))).toEqual([
    'Get codes: Save your recovery codes',
    'Review old sessions',
  ]);
  for (const button of buttons) expect(button?.getAttribute('aria-label')).toContain(text(button));
});

test('a button tells the page which card is to start', async () => {
  await steps(overviewOf([thisDevice()]));
  const started = new Promise((resolve) =>
    document.body.addEventListener('keyhold-start', (event) => resolve((event as CustomEvent).detail), { once: true }),
  );
  find('li[data-step=totp] button')?.click();
  expect(await started).toBe('totp');
});
