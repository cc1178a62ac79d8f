import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { Key } from '../../support/software-key.ts';
import { testRun } from '../../support/test-run.ts';
import type { Person, Side } from './two-realms.ts';
import { TwoRealms } from './two-realms.ts';

// The threat: who holds a live session or a stolen token, or writes the link that somebody follows, adds a key of their own or
// takes one away at Keycloak's own doors. The bound: in a managed realm none of these doors opens without a proof in ours, and
// a proof opens one of them once.

let realms: TwoRealms;
let managed: Side;
let stock: Side;

beforeAll(async () => {
  realms = await TwoRealms.open({ keys: true });
  ({ managed, stock } = realms);
}, 60_000);
afterAll(() => realms[Symbol.asyncDispose]());

const TYPES = ['webauthn', 'webauthn-passwordless'] as const;
const ACTIONS = ['webauthn-register', 'webauthn-register-passwordless'] as const;

interface KeyHolder extends Person {
  passkey: Key;
}

/** Somebody with a key of each kind, as Keycloak's own pages would have registered them. */
async function keyHolder(side: Side): Promise<KeyHolder> {
  const person = await side.addPerson();
  const { keycloakUrl } = testRun();
  const passkey = new Key('webauthn-passwordless', keycloakUrl, person.id);
  const credentials = [new Key('webauthn', keycloakUrl).stored, passkey.stored];
  await realms.testRealm.admin.users.update({ realm: side.realm, id: person.id }, { credentials });
  return { ...person, passkey };
}

test.each([...ACTIONS, 'webauthn-register-passwordless:skip_if_exists'])(
  'kc_action=%s is refused in a managed realm, whichever client asks, and runs in a stock one',
  async (action) => {
    const person = await managed.addPerson();
    const before = await managed.credentials(person);
    const signIn = await managed.signIn(person, action);
    expect([signIn.asked, signIn.back?.get('kc_action_status')]).toEqual(['signed in', 'error']);
    const { browser } = signIn;
    const byBridge = { client: realms.testRealm.bridge, query: { kc_action: action }, browser };
    for (const again of [await managed.goOn(signIn, action), await SignIn.open(managed.realm, byBridge)]) {
      expect([again.asked, again.back?.get('kc_action_status')]).toEqual(['signed in', 'error']);
    }
    expect(await managed.credentials(person)).toEqual(before);

    expect((await stock.signIn(await stock.addPerson(), action)).asked).toBe('key set-up');
  },
);

test.each(TYPES)(
  'neither kc_action=delete_credential nor Account REST removes a %s in a managed realm',
  async (type) => {
    const person = await keyHolder(managed);
    const before = await managed.credentials(person);
    const deletion = `delete_credential:${before[type]}`;
    const signIn = await managed.signIn(person, deletion);
    expect([signIn.asked, signIn.back?.get('kc_action_status')]).toEqual(['signed in', 'error']);
    const refused = await managed.account(person, 'DELETE', `/credentials/${before[type]}`);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'Credential type cannot be removed' }),
    ]);
    expect(Object.keys(before)).toContain(type);
    expect(await managed.credentials(person)).toEqual(before);
    expect(await (await SignIn.open(managed.realm, managed)).key(person.passkey)).toBe('signed in');

    const inStock = await keyHolder(stock);
    const stored = (await stock.credentials(inStock))[type];
    expect((await stock.signIn(inStock, `delete_credential:${stored}`)).asked).toBe('deletion');
    expect((await stock.account(inStock, 'DELETE', `/credentials/${stored}`)).status).toBe(204);
    expect(await stock.credentials(inStock)).not.toHaveProperty(type);
  },
);

test('Account REST offers neither to add a key nor to remove one in a managed realm', async () => {
  const person = await keyHolder(managed);
  const answer = await managed.account(person, 'GET', '/credentials');
  const types = (await answer.json()) as { type: string; removeable: boolean; createAction?: string }[];
  const keys = types.filter(({ type }) => type.startsWith('webauthn'));
  expect(keys.map(({ type }) => type).sort()).toEqual([...TYPES]);
  expect(keys.filter(({ removeable, createAction }) => removeable || createAction !== undefined)).toEqual([]);
});

test.each([
  ['passkey', 'webauthn-register-passwordless', 'security-key', 'webauthn-register'],
  ['security-key', 'webauthn-register', 'passkey', 'webauthn-register-passwordless'],
] as const)(
  'a proof for a %s lets one %s start: in that session, from the bridge, once',
  async (kind, mine, otherKind, other) => {
    const { testRealm } = realms;
    const { name: realm, bridge } = testRealm;
    const user = await testRealm.addUser(`led-${kind}`);
    const browser = new PlainBrowser();
    const caller = {
      user: (await testRealm.userTokens(user, browser)).access_token,
      bridge: await testRealm.bridgeToken(),
    };
    const post = (path: string, body: unknown, grant?: string) =>
      callPlugin(realm, { ...caller, method: 'POST', path, body, grant });
    expect((await post('/passkeys/redirects', { kind })).problem).toBe('step-up-required');
    const proof = { operation: 'passkeys.enrol', target: kind, password: user.password };
    const { grant } = (await post('/reauthentication', proof)).json as { grant: string };
    expect((await post('/passkeys/redirects', { kind: otherKind }, grant)).problem).toBe('step-up-required');
    const led = await post('/passkeys/redirects', { kind }, grant);
    expect([led.status, led.json]).toMatchObject([200, { action: mine }]);
    expect((await post('/passkeys/redirects', { kind }, grant)).problem).toBe('step-up-required');

    const elsewhere = new PlainBrowser();
    await testRealm.userTokens(user, elsewhere);
    const start = (action: string, client: typeof bridge | Side['client'], from = browser) =>
      SignIn.open(realm, { client, query: { kc_action: action }, browser: from });
    const refused = async (signIn: Promise<SignIn>): Promise<void> => {
      const { asked, back } = await signIn;
      expect([asked, back?.get('kc_action_status')]).toEqual(['signed in', 'error']);
    };
    await refused(start(mine, managed.client));
    await refused(start(other, bridge));
    await refused(start(mine, bridge, elsewhere));

    const page = await start(mine, bridge);
    expect(page.asked).toBe('key set-up');
    expect(await page.submit({ 'cancel-aia': 'true' })).toBe('signed in');
    expect(page.back?.get('kc_action_status')).toBe('cancelled');
    await refused(start(mine, bridge));
    expect(Object.keys(await managed.credentials(user))).toEqual(['password']);
  },
);
