import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import { startShop } from '@keyhold/stack/src/shop.ts';
import { fillSignIn, startBrowser, visitor } from '../../support/browser.ts';
import { enterPin, goodPin, pinOf, setPin } from '../../support/pin.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// Journey 12's first half in a real application, examples/shop. The threat: money goes where no PIN was entered for just that.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let browser: Browser;
let shopUrl: string;

beforeAll(async () => {
  realm = things.use(
    await TestRealm.make({ secondFactor: 'optional', pin: { mode: 'on', missing: 'set-up', 'step-up': true } }),
  );
  shopUrl = `http://localhost:${await freePort()}`;
  const client = await realm.addClient('shop', { redirectUris: [`${shopUrl}/callback`] });
  const logFile = join(stateSubfolder('logs'), 'shop.log');
  const shop = await startShop({ url: shopUrl, issuer: realm.issuer, ...client, logFile, ownGroup: false });
  things.defer(() => shop.stop(5));
  browser = await startBrowser();
  things.defer(() => browser.close());
}, 60_000);

afterAll(() => things.disposeAsync());

async function signedIn(name: string, pin: string | null = goodPin): Promise<{ user: TestUser; page: Page }> {
  const user = await realm.addUser(name);
  if (pin !== null) await setPin(realm, user, pin);
  const page = await visitor(browser);
  await page.goto(shopUrl);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await fillSignIn(page, user);
  await page.getByText(`Signed in as ${name}`).waitFor();
  return { user, page };
}

const send = (page: Page) => page.getByRole('button', { name: 'Send 250.00' });
const balance = (page: Page): Promise<string | null> => page.locator('#balance').textContent();
const pinForm = (page: Page) => page.locator('form#keyhold-pin');
const nothingSent = (page: Page) => page.getByText('Your PIN was not entered for this. Nothing was sent.').waitFor();

test('“Send 250.00” asks just the PIN, and sends once: neither reload nor “Back” nor the same answer sends again', async () => {
  const { page } = await signedIn('alice');
  expect(await balance(page)).toBe('1,000.00');
  await send(page).click();
  await pinForm(page).waitFor();
  expect(await page.locator('input[type="password"]').count()).toBe(1);
  await enterPin(page, '703184');
  await page.getByText('That PIN is not right. 4 tries are left.').waitFor();
  const answers: string[] = [];
  page.on('request', (request) => request.url().includes('/callback?') && answers.push(request.url()));
  await enterPin(page, goodPin);
  await page.getByText('Sent 250.00 to Rosa Diaz.').waitFor();
  expect(await balance(page)).toBe('750.00');
  await page.reload();
  expect(await page.getByText('Sent 250.00').count()).toBe(0);
  expect(await balance(page)).toBe('750.00');
  await page.goBack();
  await page.goto(shopUrl);
  expect(await balance(page)).toBe('750.00');
  await page.goto(answers[0] ?? '');
  await page.getByText('That was answered already, or never asked for here. Nothing was sent by it.').waitFor();
  expect(await balance(page)).toBe('750.00');
  await page.context().close();
}, 60_000);

test('who takes the wish for the PIN out of the address comes back, and sends nothing', async () => {
  const { page } = await signedIn('bob');
  await send(page).click();
  await pinForm(page).waitFor();
  const asked = await askedBy(page);
  asked.searchParams.delete('acr_values');
  await page.goto(asked.href);
  await nothingSent(page);
  expect(await balance(page)).toBe('1,000.00');
  await page.context().close();
}, 60_000);

test('somebody else who enters their own PIN meanwhile sends nothing', async () => {
  const { page } = await signedIn('carol');
  const mallory = await realm.addUser('mallory');
  await setPin(realm, mallory, goodPin);
  await send(page).click();
  await pinForm(page).waitFor();
  const asked = await askedBy(page);
  await page.context().clearCookies({ path: /^\/realms\// });
  await page.goto(asked.href);
  await fillSignIn(page, mallory);
  await enterPin(page, goodPin);
  await nothingSent(page);
  expect(await balance(page)).toBe('1,000.00');
  await page.context().close();
}, 60_000);

test('an answer that nobody asked for, or whose state was changed, sends nothing', async () => {
  const { page } = await signedIn('dora');
  await page.goto(`${shopUrl}/callback?code=forged&state=forged`);
  await page.getByText('That was answered already, or never asked for here.').waitFor();
  await send(page).click();
  const state = (await askedBy(page)).searchParams.get('state') ?? '';
  await page.goto(`${shopUrl}/callback?code=forged&state=${state}&iss=${encodeURIComponent(realm.issuer)}`);
  await nothingSent(page);
  await send(page).click();
  const another = (await askedBy(page)).searchParams.get('state') ?? '';
  await page.goto(`${shopUrl}/callback?error=access_denied&state=${another}&iss=${encodeURIComponent(realm.issuer)}`);
  await nothingSent(page);
  expect(await balance(page)).toBe('1,000.00');
  await page.context().close();
}, 60_000);

test('two tabs ask at once: each PIN sends what its own tab asked for', async () => {
  const { page } = await signedIn('emil');
  const other = await page.context().newPage();
  await other.goto(shopUrl);
  await send(page).click();
  await pinForm(page).waitFor();
  await send(other).click();
  await pinForm(other).waitFor();
  await enterPin(other, goodPin);
  await other.getByText('Sent 250.00').waitFor();
  expect(await balance(other)).toBe('750.00');
  await page.goto(shopUrl);
  expect(await balance(page)).toBe('750.00');
  await send(page).click();
  await enterPin(page, goodPin);
  await page.getByText('Sent 250.00').waitFor();
  expect(await balance(page)).toBe('500.00');
  await page.context().close();
}, 60_000);

test('a form of another site sends nothing and asks nothing', async () => {
  const { page } = await signedIn('fred');
  const cookies = (await page.context().cookies(shopUrl)).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await fetch(`${shopUrl}/send`, {
      method: 'POST',
      headers: { cookie: cookies, origin },
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
  }
  await page.context().close();
}, 60_000);

test('who has no PIN is led to set one, and sends nothing until then', async () => {
  const { user, page } = await signedIn('greta', null);
  await send(page).click();
  await page.getByRole('heading', { name: 'You need a PIN' }).waitFor();
  const caller = await setPin(realm, user, goodPin);
  expect((await pinOf(realm, caller))['setAt']).not.toBeNull();
  await page.getByRole('button', { name: 'Continue' }).click();
  await enterPin(page, goodPin);
  await page.getByText('Sent 250.00').waitFor();
  await page.context().close();
}, 60_000);

/** The address that the shop sent this browser to, from its own redirect. */
async function askedBy(page: Page): Promise<URL> {
  const answer = page.waitForResponse((response) => response.url() === `${shopUrl}/send`);
  await page.goto(shopUrl);
  await send(page).click();
  return new URL((await (await answer).allHeaders())['location'] ?? '');
}
