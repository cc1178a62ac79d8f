import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { fillSignIn, startBrowser, visitor } from '../../support/browser.ts';
import { eventually } from '../../support/eventually.ts';
import { enterPin, goodPin, pinOf, setPin } from '../../support/pin.ts';
import { StepUpRequest, claimsOf } from '../../support/step-up-request.ts';
import type { Asked, Client } from '../../support/step-up-request.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { refresh } from '../../support/tokens.ts';

// An application asks for the PIN by OpenID Connect. The threat: it is told of a PIN that nobody entered for this very request.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let browser: Browser;
let shop: Client;
let news: Client;

beforeAll(async () => {
  realm = things.use(
    await TestRealm.make({ secondFactor: 'optional', pin: { mode: 'on', missing: 'set-up', 'step-up': true } }),
  );
  browser = await startBrowser();
  things.defer(() => browser.close());
  const applications = await anyApplication();
  things.defer(() => void applications.close());
  [shop, news] = [await clientAt(applications, 'shop'), await clientAt(applications, 'news')];
}, 60_000);

afterAll(() => things.disposeAsync());

/** Where a browser comes back to. */
async function anyApplication(): Promise<Server> {
  const server = createServer((_, answer) => answer.end('back at the application')).listen(0);
  await once(server, 'listening');
  return server;
}

async function clientAt(server: Server, clientId: string): Promise<Client> {
  const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}/${clientId}`;
  return { ...(await realm.addClient(clientId, { redirectUris: [redirectUri] })), redirectUri };
}

const asking = { acr_values: 'keyhold-pin' };
const essential = { claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['keyhold-pin'] } } }) };

/** Somebody who is signed in at the shop, with nothing but the password. */
async function atTheShop(
  name: string,
): Promise<{ user: TestUser; page: Page; ask: (asked?: Asked, client?: Client) => StepUpRequest }> {
  const user = await realm.addUser(name);
  const page = await visitor(browser);
  const ask = (asked: Asked = {}, client = shop) => new StepUpRequest(page, realm.name, client, asked);
  const first = ask();
  await first.go();
  await fillSignIn(page, user);
  expect(claimsOf((await first.tokens()).id_token)['acr']).not.toBe('keyhold-pin');
  return { user, page, ask };
}

const pinForm = (page: Page) => page.locator('form#keyhold-pin');

test.each([
  ['acr_values', asking],
  ['an essential claim', essential],
])(
  'on a live session %s asks just the PIN, and the ID token of that request says so, no other one',
  async (way, asked) => {
    const { user, page, ask } = await atTheShop(way === 'acr_values' ? 'alice' : 'anna');
    await setPin(realm, user, goodPin);
    const request = ask(asked);
    const before = Math.floor(Date.now() / 1000);
    await request.go();
    await pinForm(page).waitFor();
    expect(await page.locator('input[type="password"]').count()).toBe(1);
    await enterPin(page, '999999');
    await page.getByText('That PIN is not right. 4 tries are left.').waitFor();
    expect(await page.locator('#pin').inputValue()).toBe('');
    await enterPin(page, goodPin);
    const tokens = await request.tokens();
    const claims = claimsOf(tokens.id_token);
    expect(claims).toMatchObject({
      acr: 'keyhold-pin',
      nonce: request.nonce,
      amr: expect.arrayContaining(['pin']) as unknown,
    });
    expect(claims['auth_time']).toBeGreaterThanOrEqual(before);
    expect(claimsOf(tokens.access_token)['acr']).not.toBe('keyhold-pin');

    const renewed = await refresh(realm.name, shop, tokens);
    expect(renewed.status).toBe(200);
    expect(claimsOf(renewed.body.id_token ?? '')['acr']).not.toBe('keyhold-pin');
    for (const client of [shop, news]) {
      const plain = ask({}, client);
      await plain.go();
      expect(claimsOf((await plain.tokens()).id_token)['acr']).not.toBe('keyhold-pin');
    }
    // The same again is asked again.
    await ask(asked).go();
    await pinForm(page).waitFor();
    await page.context().close();
  },
  60_000,
);

test('a client without a nonce is never told, and an address that a user changed opens nothing', async () => {
  const { user, page, ask } = await atTheShop('bob');
  await setPin(realm, user, goodPin);
  const bare = ask({ ...asking, nonce: null });
  await bare.go();
  await enterPin(page, goodPin);
  expect(claimsOf((await bare.tokens()).id_token)['acr']).not.toBe('keyhold-pin');

  const edited = ask({ acr: 'keyhold-pin' });
  await edited.go();
  expect(claimsOf((await edited.tokens()).id_token)['acr']).not.toBe('keyhold-pin');
  const silent = ask({ ...asking, prompt: 'none' });
  await silent.go();
  expect((await silent.answer()).get('error')).toBe('login_required');
  await page.context().close();
}, 60_000);

test('a request in another tab is told nothing of the PIN that was entered beside it, in either order', async () => {
  const { user, page, ask } = await atTheShop('carol');
  await setPin(realm, user, goodPin);
  const asked = ask(asking);
  await asked.go();
  const other = await page.context().newPage();
  const plain = new StepUpRequest(other, realm.name, shop);
  await plain.go();
  await plain.answer();
  await enterPin(page, goodPin);
  await asked.answer();
  const late = new StepUpRequest(other, realm.name, news);
  await late.go();
  expect(claimsOf((await late.tokens()).id_token)['acr']).not.toBe('keyhold-pin');
  expect(claimsOf((await asked.tokens()).id_token)['acr']).toBe('keyhold-pin');
  await page.context().close();
}, 60_000);

// The threat: an application redirects in a loop, and guesses. The bound: five, then a pause that stops nothing but the PIN.
test('five wrong PINs pause it over every request; signing in and other requests go on', async () => {
  const { user, page, ask } = await atTheShop('dave');
  const caller = await setPin(realm, user, goodPin);
  for (let wrong = 1; wrong <= 5; wrong++) {
    await ask(asking).go();
    await enterPin(page, `70318${wrong}`);
    await page.getByText(wrong < 5 ? /That PIN is not right/ : /Too many wrong PINs/).waitFor();
  }
  await ask(asking).go();
  await enterPin(page, goodPin);
  await page.getByText(/Too many wrong PINs/).waitFor();
  const { pausedUntil, triesLeft, disabled } = await pinOf(realm, caller);
  expect([triesLeft, disabled]).toEqual([null, false]);
  expect(Date.parse(String(pausedUntil))).toBeGreaterThan(Date.now());
  const plain = ask();
  await plain.go();
  expect((await plain.answer()).has('code')).toBe(true);
  await realm.userTokens(user);
  await page.context().close();
}, 60_000);

test.each([
  ['13 digits', '1234567890123'],
  ['letters', 'abcdef'],
  ['Arabic digits', '٠٨٥٢٧٤'],
  ['full-width digits', '０８５２７４'],
  ['a space', '085 274'],
])(
  'what is no PIN is neither checked nor counted: %s',
  async (kind, typed) => {
    const { user, page, ask } = await atTheShop(kind.replace(/\W/g, '').toLowerCase());
    const caller = await setPin(realm, user, goodPin);
    await ask(asking).go();
    await enterPin(page, typed);
    await page.getByText('Enter your PIN: 4 to 12 digits, without spaces.').waitFor();
    expect((await pinOf(realm, caller))['triesLeft']).toBeNull();
    await page.context().close();
  },
  60_000,
);

test('who has no PIN is led to the page, and goes on once there is one', async () => {
  const { user, page, ask } = await atTheShop('erin');
  const request = ask(asking);
  await request.go();
  await page.locator('form#keyhold-pin-lead').waitFor();
  expect(await page.locator('#keyhold-pin-page').getAttribute('href')).toBe(`${realm.bridgeUrl}/pin`);
  await page.locator('form#keyhold-pin-lead button').click();
  await page.locator('form#keyhold-pin-lead').waitFor();
  await setPin(realm, user, goodPin);
  await page.locator('form#keyhold-pin-lead button').click();
  await enterPin(page, goodPin);
  expect(claimsOf((await request.tokens()).id_token)['acr']).toBe('keyhold-pin');
  await page.context().close();
}, 60_000);

test('switched off, the step asks nothing and tells nothing', async () => {
  const { user, page, ask } = await atTheShop('frank');
  await setPin(realm, user, goodPin);
  const set = async (mode: string): Promise<void> => {
    const { attributes } = (await realm.admin.realms.findOne({ realm: realm.name })) ?? {};
    await realm.admin.realms.update({ realm: realm.name }, { attributes: { ...attributes, 'keyhold.pin': mode } });
  };
  try {
    await set('off');
    const request = ask(asking);
    await request.go();
    expect(claimsOf((await request.tokens()).id_token)['acr']).not.toBe('keyhold-pin');
  } finally {
    await set('on');
  }
  await page.context().close();
}, 60_000);

test('a PIN is no fresh sign-in: who asks for one by max_age gets the password asked', async () => {
  const { user, page, ask } = await atTheShop('maxine');
  await setPin(realm, user, goodPin);
  const plain = ask({}, news);
  await plain.go();
  const signedInAt = Number(claimsOf((await plain.tokens()).id_token)['auth_time']);
  await eventually('the sign-in is four seconds old', 10_000, () =>
    Promise.resolve(Date.now() / 1000 > signedInAt + 4),
  );
  const request = ask(asking);
  await request.go();
  await enterPin(page, goodPin);
  const { id_token: idToken, access_token: accessToken } = await request.tokens();
  expect(Number(claimsOf(idToken)['auth_time'])).toBeGreaterThan(signedInAt + 3);
  expect(claimsOf(accessToken)['auth_time']).toBe(signedInAt);
  await ask({ max_age: '3' }, news).go();
  await page.getByLabel('Password', { exact: true }).waitFor();
  await page.context().close();
}, 60_000);
