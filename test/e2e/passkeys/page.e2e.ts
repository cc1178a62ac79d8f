import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { fillSignIn, signIn, startBrowser, visitor } from '../../support/browser.ts';
import { answerWithKey, plugIn } from '../../support/security-keys.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
});

afterAll(() => things.disposeAsync());

async function arrive(user: TestUser, kind: 'platform' | 'usb', path: string): Promise<Page> {
  const page = await visitor(browser);
  await plugIn(page, kind);
  await signIn(page, `${bridge.url}${path}`, user);
  await takenOver(page);
  return page;
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it is you' });

async function confirmByPassword(page: Page, user: TestUser): Promise<void> {
  await dialogOf(page).getByLabel('Password', { exact: true }).fill(user.password);
  await dialogOf(page).getByRole('button', { name: 'Continue' }).click();
}

const says = (page: Page, words: RegExp): Promise<void> => page.getByText(words).first().waitFor();

test('a passkey: "Add passkey", proof, ceremony, row; tested; renamed; it proves its own removal', async () => {
  const user = await realm.addUser('anna');
  const page = await arrive(user, 'platform', '/passkeys');
  const card = page.locator('keyhold-passkeys-card');
  await card.getByRole('button', { name: 'Add passkey' }).click();
  await confirmByPassword(page, user);
  await says(page, /Passkey added\./);
  await card.getByText('Not used yet').waitFor();

  await card.getByRole('button', { name: /^Test / }).click();
  await says(page, /works\./);
  await card.getByText(/Last used/).waitFor();

  await card.getByRole('button', { name: /^Rename / }).click();
  await card.getByLabel('Name').fill('My laptop');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByRole('button', { name: 'Remove My laptop' }).click();
  await dialogOf(page).getByRole('button', { name: 'Use passkey' }).click();
  await says(page, /My laptop removed\./);
  expect(await card.getByRole('listitem').count()).toBe(0);
});

test('a ceremony that the user leaves changes nothing and says so', async () => {
  const user = await realm.addUser('carl');
  const page = await visitor(browser);
  const { cdp, id } = await plugIn(page, 'platform');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
  await signIn(page, `${bridge.url}/passkeys`, user);
  await takenOver(page);
  await page.locator('keyhold-passkeys-card').getByRole('button', { name: 'Add passkey' }).click();
  await confirmByPassword(page, user);
  await says(page, /cancelled, or no key was there/);
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id: user.id });
  expect(all.map(({ type }) => type)).toEqual(['password']);
});

test('a security key: added with recovery codes, asked at sign-in, and proves beside the password', async () => {
  const user = await realm.addUser('berta');
  const page = await arrive(user, 'usb', '/totp');
  const card = page.locator('keyhold-totp-card');
  await card.getByRole('button', { name: 'Add security key' }).click();
  await confirmByPassword(page, user);
  await page.getByLabel('I saved these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await says(page, /Security key added\./);

  await page.context().clearCookies();
  await page.goto(`${bridge.url}/`);
  await fillSignIn(page, user);
  await answerWithKey(page);
  await page.waitForURL((at) => at.href.startsWith(bridge.url));
  await takenOver(page);

  const changed = `${user.password}-changed`;
  await page.locator('keyhold-password-card').getByRole('button', { name: 'Change password' }).click();
  const form = page.getByRole('dialog', { name: 'Change password' });
  await form.getByLabel('Current password').fill(user.password);
  await form.getByLabel('New password', { exact: true }).fill(changed);
  await form.getByLabel('Confirm new password').fill(changed);
  await form.getByRole('button', { name: 'Change password' }).click();
  await says(page, /Password changed|Your password/);

  await card.getByRole('button', { name: /^Remove / }).click();
  await dialogOf(page).getByLabel('Password', { exact: true }).fill(changed);
  await dialogOf(page).getByRole('button', { name: 'Use security key' }).click();
  await says(page, /Security key removed\./);
});

test('a browser that knows no keys says so where the buttons would stand, asks for what can be typed, and nothing breaks', async () => {
  const user = await realm.addUser('dora');
  const page = await visitor(browser);
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'PublicKeyCredential'));
  await signIn(page, `${bridge.url}/`, user);
  await takenOver(page);
  for (const element of ['keyhold-passkeys-card', 'keyhold-security-keys']) {
    await page.locator(element).getByText('This browser cannot use passkeys or security keys here.').waitFor();
  }
  expect(await page.getByRole('button', { name: /Add (passkey|security key)/ }).count()).toBe(0);
  expect(await page.locator('keyhold-check-up-card').getByText('Add a passkey').count()).toBe(0);
  expect(faults).toEqual([]);
});
