import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { startBrowser, visitor } from '../../support/browser.ts';
import { plugIn } from '../../support/security-keys.ts';
import { Key } from '../../support/software-key.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

// A user without a password, who signs in with a passkey alone: whatever the page offers, the passkey proves it.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;
let user: TestUser;
let key: Key;
let other: Page;
let page: Page;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
  user = await realm.addUser('anna', { withoutPassword: true });
  key = new Key('webauthn-passwordless', testRun().keycloakUrl, user.id);
  await realm.admin.users.update({ realm: realm.name, id: user.id }, { credentials: [key.stored] });
  // Two authenticators with the same key count apart: each signs with more than the one before.
  other = await arrive(10);
  page = await arrive(1_000);
  // A browser asks for keys in the tab that its user looks at.
  await page.bringToFront();
});

afterAll(() => things.disposeAsync());

/** In a browser that has the passkey: it signs in by itself, no name typed. */
async function arrive(signCount: number): Promise<Page> {
  const arriving = await visitor(browser);
  const { cdp, id: authenticatorId } = await plugIn(arriving, 'platform');
  await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...key.forBrowser, signCount } });
  await arriving.goto(`${bridge.url}/`);
  await arriving.waitForURL((at) => at.href.startsWith(bridge.url));
  await takenOver(arriving);
  return arriving;
}

const card = (name: string): Locator => page.locator(`keyhold-${name}-card`);
const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true });

async function usePasskey(): Promise<void> {
  await dialog('Confirm it is you').getByRole('button', { name: 'Use passkey' }).click();
}

test('the password is said to be missing, and no step needs one', async () => {
  await card('password').getByText('Your account has no password.').waitFor();
  expect(await card('password').getByRole('button').count()).toBe(0);
  expect(await card('check-up').getByText('Turn on two-factor authentication').count()).toBe(0);
});

test('another session ends', async () => {
  await card('sessions').getByRole('button', { name: 'Sign out' }).first().click();
  await usePasskey();
  await page
    .getByText(/^Signed out/)
    .first()
    .waitFor();
  await other.goto(`${bridge.url}/api/overview`);
  await other.getByText('urn:keyhold:problem:not-signed-in').waitFor();
});

test('an authenticator app can be set up', async () => {
  await card('totp').getByRole('button', { name: 'Enable two-factor authentication' }).click();
  // The one thing to press has the focus.
  await dialog('Confirm it is you').locator('button:focus', { hasText: 'Use passkey' }).waitFor();
  expect(await dialog('Confirm it is you').getByLabel('Password', { exact: true }).count()).toBe(0);
  await page.keyboard.press('Enter');
  await dialog('Authenticator app').getByRole('button', { name: 'Copy key' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog('Authenticator app').waitFor({ state: 'hidden' });
});

test('recovery codes can be made', async () => {
  await card('recovery-codes').getByRole('button', { name: 'Generate new codes' }).click();
  await usePasskey();
  await page.getByLabel('I saved these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await card('recovery-codes').getByText('10 of 10 codes left').waitFor();
});

test('the passkey itself stays so long as it is the only way in, and who lost it reads who helps', async () => {
  await card('passkeys')
    .getByRole('button', { name: /^Remove / })
    .click();
  const proof = dialog('Confirm it is you');
  await proof.getByText('I can’t use these').click();
  await proof.getByText('your administrator can help you').waitFor();
  await usePasskey();
  await page.getByText('It is the only way to sign in to your account. Add another passkey first.').first().waitFor();
  const stored = await realm.admin.users.getCredentials({ realm: realm.name, id: user.id });
  expect(stored.map(({ type }) => type)).toContain('webauthn-passwordless');
});
