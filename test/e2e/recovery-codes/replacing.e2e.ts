import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { button, card, dialog, field, gone, prove } from '../../support/account-page.ts';
import { manyCodes } from '../../support/authenticator-app.ts';
import { fillSignIn } from '../../support/browser.ts';
import { withApp } from '../../support/person-with-app.ts';
import type { PersonWithApp } from '../../support/person-with-app.ts';
import { chooseRecoveryCode, enterRecoveryCode, signedIn, visit } from '../../support/sign-in-pages.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
});

afterAll(() => site[Symbol.asyncDispose]());

const shown = (page: Page): Locator => dialog(page, 'Recovery codes');

/** Presses "Generate new codes" and proves it: the new ones. */
async function generated(page: Page, { user, app }: PersonWithApp): Promise<string[]> {
  await button(card(page, 'Recovery codes'), 'Generate new codes').click();
  await prove(page, user, { code: await app.freshCode() });
  await shown(page).waitFor();
  return shown(page).getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
}

/** Whether this code signs in, in a browser of its own. */
async function opens({ user }: PersonWithApp, code: string): Promise<boolean> {
  const page = await site.visitor();
  await page.goto(site.bridge.url);
  await fillSignIn(page, user);
  await chooseRecoveryCode(page);
  await enterRecoveryCode(page, code);
  const wrong = page.getByText('That code does not match, or it was used before.');
  const opened = await Promise.race([signedIn(page).then(() => true), wrong.waitFor().then(() => false)]);
  await page.context().close();
  return opened;
}

test('new codes count once one of them is typed back, which uses none up; then the old set is dead', async () => {
  const alice = await withApp(site.realm, await site.newUser('alice'));
  const page = await visit(await site.visitor(), site.bridge.url, alice.user, await alice.app.freshCode());
  const next = await generated(page, alice);
  expect(next.filter((code) => alice.codes.includes(code))).toEqual([]);
  expect(await opens(alice, alice.codes[0] ?? '')).toBe(true);
  expect(await opens(alice, next[0] ?? '')).toBe(false);

  await button(shown(page), 'Done').click();
  await shown(page).getByText('Type one of the new codes as it stands above.').waitFor();
  await field(shown(page), 'Type one of the new codes').fill(alice.codes[1] ?? '');
  await button(shown(page), 'Done').click();
  await shown(page).getByText('That is not one of the new codes. Your old codes still work.').waitFor();
  await field(shown(page), 'Type one of the new codes').fill((next[3] ?? '').toUpperCase());
  await button(shown(page), 'Done').click();
  await gone(shown(page));
  await page.getByText('Your new recovery codes work now.').waitFor();
  await card(page, 'Recovery codes').getByText('10 of 10 codes left').waitFor();
  expect(await opens(alice, alice.codes[2] ?? '')).toBe(false);
  expect(await opens(alice, next[3] ?? '')).toBe(true);
  await page.context().close();
}, 120_000);

test('leaving early keeps the old codes, after a warning, and throws the new ones away', async () => {
  const bob = await withApp(site.realm, await site.newUser('bob'));
  const page = await visit(await site.visitor(), site.bridge.url, bob.user, await bob.app.freshCode());
  const next = await generated(page, bob);
  await button(shown(page), 'Cancel').click();
  await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor();
  await button(shown(page), 'Leave').click();
  await gone(shown(page));
  await page.getByText('Your old recovery codes still work.').waitFor();
  expect(await opens(bob, next[0] ?? '')).toBe(false);
  expect(await opens(bob, bob.codes[0] ?? '')).toBe(true);
  await page.context().close();
}, 90_000);

test('a page with unsaved codes is not closed without a question of the browser', async () => {
  const carol = await withApp(site.realm, await site.newUser('carol'));
  const page = await visit(await site.visitor(), site.bridge.url, carol.user, await carol.app.freshCode());
  await generated(page, carol);
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).accept();
  await closing;
}, 60_000);
