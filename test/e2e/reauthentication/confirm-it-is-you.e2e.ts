import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { signIn, startBrowser, visitor } from '../../support/browser.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { eventually } from '../../support/eventually.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ bruteForce: { failures: 3, wait: '3s', 'max-wait': '3s' } }));
  // Keycloak locks for a minute when two wrong passwords come within a second; here only the number of them counts.
  await realm.admin.realms.update({ realm: realm.name }, { quickLoginCheckMilliSeconds: 0 });
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = await startBrowser();
  things.defer(() => browser.close());
});

afterAll(() => things.disposeAsync());

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it is you' });

/** A page with one other session, "Edge on Windows", and the dialog open for ending it. */
async function withDialogOpen(user: TestUser, page: Page): Promise<void> {
  await realm.userTokens(user, new PlainBrowser(undefined, 'Edge on Windows'));
  await signIn(page, bridge.url, user);
  await takenOver(page);
  await page.getByRole('button', { name: 'Sign out Edge on Windows' }).click();
  await dialog(page).waitFor();
}

async function answer(page: Page, password: string): Promise<void> {
  await dialog(page).getByLabel('Password', { exact: true }).fill(password);
  await dialog(page).getByRole('button', { name: 'Continue' }).click();
}

test('counts wrong passwords down, then refuses the right one until the lock ends, and keeps what was typed', async () => {
  const alice = await realm.addUser('alice');
  const page = await visitor(browser);
  await withDialogOpen(alice, page);
  await answer(page, 'wrong once');
  await dialog(page).getByText('That password is not right. 2 tries left.').waitFor();
  expect(await dialog(page).getByLabel('Password', { exact: true }).inputValue()).toBe('wrong once');
  await answer(page, 'wrong twice');
  await dialog(page).getByText('1 try left.').waitFor();
  await answer(page, 'wrong thrice');
  await dialog(page).getByText('No tries left.').waitFor();
  await answer(page, alice.password);
  await dialog(page)
    .getByText(/Too many wrong tries|Another check is still running/)
    .waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(2);

  // Pressing "Continue" again and again is what a person does; what was typed is still there.
  await eventually('the right password is accepted once the lock has ended', 15_000, async () => {
    const press = dialog(page).getByRole('button', { name: 'Continue' }).click({ timeout: 300 });
    await press.catch(() => undefined);
    return !(await dialog(page).isVisible());
  });
  await page.getByRole('listitem').filter({ hasText: 'Edge on Windows' }).waitFor({ state: 'detached' });
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  await page.context().close();
});

test('someone without a password here sees why nothing can be changed, with a link to Keycloak’s own page', async () => {
  const bob = await realm.addUser('bob');
  const page = await visitor(browser);
  await realm.userTokens(bob, new PlainBrowser(undefined, 'Edge on Windows'));
  await signIn(page, bridge.url, bob);
  const [password] = await realm.admin.users.getCredentials({ realm: realm.name, id: bob.id });
  await realm.admin.users.deleteCredential({ realm: realm.name, id: bob.id, credentialId: password?.id ?? '' });
  await page.reload();

  await page.getByRole('button', { name: 'Sign out Edge on Windows' }).click();
  await dialog(page).getByText('Your account has no password here').waitFor();
  expect(await dialog(page).getByLabel('Password', { exact: true }).count()).toBe(0);
  const link = dialog(page).getByRole('link', { name: 'Open Keycloak’s account page' });
  expect(await link.getAttribute('href')).toMatch(new RegExp(`^${realm.issuer}/account`));
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  expect(await realm.onlineSessions(bob)).toHaveLength(2);
  await page.context().close();
});

test('leaving the dialog by Escape or Cancel changes nothing and gives the focus back', async () => {
  const carol = await realm.addUser('carol');
  const page = await visitor(browser);
  await withDialogOpen(carol, page);
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => dialog(page).getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await dialog(page).waitFor();
    await leave();
    await dialog(page).waitFor({ state: 'detached' });
    const button = page.getByRole('button', { name: 'Sign out Edge on Windows' });
    expect(await button.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
      true,
    );
    await button.click();
  }
  expect(await realm.onlineSessions(carol)).toHaveLength(2);
  await page.context().close();
});
