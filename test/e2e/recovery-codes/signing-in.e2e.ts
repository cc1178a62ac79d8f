import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { card } from '../../support/account-page.ts';
import { manyCodes } from '../../support/authenticator-app.ts';
import { fillSignIn } from '../../support/browser.ts';
import type { Device } from '../../support/browser-agents.ts';
import { withApp } from '../../support/person-with-app.ts';
import { chooseRecoveryCode, enterRecoveryCode, signedIn } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
  // Keycloak locks for a minute when two wrong tries come within a second; here only the number of them counts.
  await site.realm.admin.realms.update({ realm: site.realm.name }, { quickLoginCheckMilliSeconds: 0 });
});

afterAll(() => site[Symbol.asyncDispose]());

/** A browser of its own at Keycloak's form for recovery codes. */
async function atTheForm(user: TestUser, device?: Device): Promise<Page> {
  const page = await site.visitor(device);
  await page.goto(site.bridge.url);
  await fillSignIn(page, user);
  await chooseRecoveryCode(page);
  return page;
}

async function signInWithCode(user: TestUser, code: string, device?: Device): Promise<Page> {
  const page = await atTheForm(user, device);
  await enterRecoveryCode(page, code);
  return page;
}

const refused = 'That code does not match, or it was used before.';

test('any code in any order, each once; the used ones stand on the card with time and place', async () => {
  const { user, codes } = await withApp(site.realm, await site.newUser('alice'));
  const [first = '', second = '', , , , , , , , last = ''] = codes;
  const windows = await signInWithCode(user, last, 'Firefox on Windows');
  await signedIn(windows);
  await windows.context().close();

  const page = await signInWithCode(user, last);
  await page.getByText(refused).waitFor();
  // As people type them: in capitals, and with spaces for hyphens or none.
  await enterRecoveryCode(page, ` ${second.toUpperCase().replaceAll('-', ' ')} `);
  await signedIn(page);
  const codesCard = card(page, 'Recovery codes');
  await codesCard.getByText('8 of 10 codes left').waitFor();
  const used = codesCard.getByRole('listitem').filter({ hasText: 'One code used' });
  expect(await used.count()).toBe(2);
  const onWindows = used.filter({ hasText: 'Firefox on Windows' });
  expect(await onWindows.textContent()).toContain('127.0.0.1');
  expect(await onWindows.locator('time').textContent()).toMatch(/now|ago/i);
  expect(await used.filter({ hasText: 'Chrome on Linux' }).count()).toBe(1);
  const text = (await codesCard.textContent()) ?? '';
  for (const code of codes) expect(text).not.toContain(code);

  const other = await signInWithCode(user, first.replaceAll('-', ''));
  await signedIn(other);
  await other.context().close();
  await page.context().close();
}, 90_000);

// The threat: a code that opens more than its owner's account. The bound: to everybody else it is a wrong one, and stays unused.
test('another user’s code opens nothing and is not used up by it', async () => {
  const bob = await withApp(site.realm, await site.newUser('bob'));
  const mallory = await withApp(site.realm, await site.newUser('mallory'));
  const [code = ''] = bob.codes;
  const page = await signInWithCode(mallory.user, code);
  await page.getByText(refused).waitFor();
  await page.context().close();
  const owner = await signInWithCode(bob.user, code);
  await signedIn(owner);
  await card(owner, 'Recovery codes').getByText('9 of 10 codes left').waitFor();
  await owner.context().close();
}, 90_000);

test('one code typed in several browsers at once opens one of them', async () => {
  const { user, codes } = await withApp(site.realm, await site.newUser('erin'));
  const pages: Page[] = [];
  for (let browsers = 0; browsers < 4; browsers += 1) pages.push(await atTheForm(user));
  await Promise.all(pages.map((page) => enterRecoveryCode(page, codes[0] ?? '')));
  const answered = /does not match, or it was used before|Another code is being checked|Account security/;
  await Promise.all(pages.map((page) => page.getByText(answered).first().waitFor()));
  const opened = pages.filter((page) => page.url().startsWith(site.bridge.url));
  expect(opened).toHaveLength(1);
  await card(opened[0]!, 'Recovery codes').getByText('9 of 10 codes left').waitFor();
  await Promise.all(pages.map((page) => page.context().close()));
}, 90_000);

test('nothing typed, and wrong codes up to the pause: each is told, and the app still opens', async () => {
  const { user, app } = await withApp(site.realm, await site.newUser('carol'));
  const page = await atTheForm(user);
  await enterRecoveryCode(page, ' ');
  await page.getByText('Enter one of your recovery codes.').waitFor();
  for (let tries = 0; tries < 4; tries += 1) {
    await enterRecoveryCode(page, `wrong-${tries}`);
    await page.getByText(refused).waitFor();
  }
  await enterRecoveryCode(page, 'wrong-last');
  await page.getByText('Too many wrong codes. You can try a recovery code again in').waitFor();
  await page.getByRole('link', { name: 'Try Another Way' }).click();
  await page.getByRole('button', { name: 'Authenticator Application' }).click();
  await page.getByLabel('One-time code').fill(await app.freshCode());
  await page.getByRole('button', { name: 'Sign In' }).click();
  await signedIn(page);
  await page.context().close();
}, 90_000);

test('three codes left or fewer are told at sign-in, on the card and as a next step', async () => {
  const { user, codes } = await withApp(site.realm, await site.newUser('dora'));
  for (const code of codes.slice(0, 6)) await (await signInWithCode(user, code)).context().close();
  const page = await signInWithCode(user, codes[6] ?? '');
  await page.getByRole('heading', { name: 'You have 3 recovery codes left' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await signedIn(page);
  await card(page, 'Recovery codes').getByText('3 of 10 codes left').waitFor();
  await card(page, 'Recovery codes').getByText('Only 3 are left.').waitFor();
  await card(page, 'Security check-up').getByText('Make new recovery codes').waitFor();
  await page.context().close();
}, 90_000);
