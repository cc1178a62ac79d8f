import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { button, card, dialog, field, gone } from '../../support/account-page.ts';
import { manyCodes } from '../../support/authenticator-app.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { fillSignIn } from '../../support/browser.ts';
import { withApp } from '../../support/person-with-app.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { signedIn, visit } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';
import { codeFlow, directGrant, refresh } from '../../support/tokens.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
  await site.realm.admin.realms.update({ realm: site.realm.name }, { quickLoginCheckMilliSeconds: 0 });
});

afterAll(() => site[Symbol.asyncDispose]());

const form = (page: Page): Locator => dialog(page, 'Change password');
const rule = (page: Page, words: string): Locator => form(page).getByRole('listitem').filter({ hasText: words });

async function withForm(user: TestUser, code?: string): Promise<Page> {
  const page = await visit(await site.visitor(), site.bridge.url, user, code);
  await button(card(page, 'Password'), 'Change password').click();
  await form(page).waitFor();
  return page;
}

interface Typed {
  current: string;
  next: string;
  code?: string;
}

async function submit(page: Page, { current, next, code }: Typed): Promise<void> {
  await field(form(page), 'Current password').fill(current);
  if (code !== undefined) await field(form(page), 'Authentication code').fill(code);
  await field(form(page), 'New password').fill(next);
  await field(form(page), 'Confirm new password').fill(next);
  await button(form(page), 'Change password').click();
}

const typed = (page: Page): Promise<string[]> =>
  Promise.all(
    ['Current password', 'New password', 'Confirm new password'].map((label) => field(form(page), label).inputValue()),
  );

/** Signs in with this password, elsewhere. */
async function opens({ username }: TestUser, password: string): Promise<void> {
  const elsewhere = await visit(await site.visitor(), site.bridge.url, { username, password });
  await elsewhere.context().close();
}

async function isRefused(user: TestUser): Promise<void> {
  const elsewhere = await site.visitor();
  await elsewhere.goto(site.bridge.url);
  await fillSignIn(elsewhere, user);
  await elsewhere.getByText('Invalid username or password.').waitFor();
  await elsewhere.context().close();
}

const setPolicy = (passwordPolicy: string) =>
  site.realm.admin.realms.update({ realm: site.realm.name }, { passwordPolicy });

test('the old password dies, the new one signs in, other sessions end online and offline, and this one stays', async () => {
  const alice = await site.newUser('alice');
  const { realm, bridge } = site;
  const shop = await realm.addClient('shop');
  const online = await realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
  const offline = await codeFlow(realm.name, shop, { user: alice, scope: 'openid offline_access' });
  const other = await BridgeVisitor.signedIn(bridge.url, alice);
  const page = await withForm(alice);
  const labels = ['Current password', 'New password', 'Confirm new password'];
  const hints = labels.map((label) => field(form(page), label).getAttribute('autocomplete'));
  expect(await Promise.all(hints)).toEqual(['current-password', 'new-password', 'new-password']);
  expect(await form(page).getByRole('checkbox', { name: 'Sign out my other sessions' }).isChecked()).toBe(true);
  expect(await form(page).locator('input[autocomplete=username]').inputValue()).toBe(alice.username);
  expect(await field(form(page), 'Authentication code').count()).toBe(0);

  await submit(page, { current: 'not it', next: 'correct horse 77' });
  await form(page).getByText('That password is not right. 4 tries left.').waitFor();
  const wrong = field(form(page), 'Current password');
  expect([await wrong.getAttribute('aria-invalid'), await wrong.evaluate((input) => input.matches(':focus'))]).toEqual([
    'true',
    true,
  ]);
  expect(await typed(page)).toEqual(['not it', 'correct horse 77', 'correct horse 77']);

  await wrong.fill(alice.password);
  await button(form(page), 'Change password').click();
  await page.getByText('Password changed. Signed out of 3 other sessions.').waitFor();
  await page.reload();
  await page.getByText('You are signed in only here.').waitFor();
  expect((await refresh(realm.name, realm.bridge, online)).status).toBe(400);
  expect((await refresh(realm.name, shop, offline)).status).toBe(400);
  expect((await other.call('GET', '/api/overview')).status).toBe(401);
  await isRefused(alice);
  await opens(alice, 'correct horse 77');
  await page.context().close();
}, 90_000);

test('with an authenticator app its code is asked in the same form, and no other proof', async () => {
  const { user, app } = await withApp(site.realm, await site.newUser('bob'));
  const page = await withForm(user, await app.freshCode());
  await submit(page, { current: user.password, next: 'new with a code 1' });
  await form(page).getByText('Enter the code that your authenticator app shows.').waitFor();
  await submit(page, { current: user.password, next: 'new with a code 1', code: '000000' });
  await form(page).getByText('That code is not right.').waitFor();
  await submit(page, { current: user.password, next: 'new with a code 1', code: await app.freshCode() });
  await gone(form(page));
  await page.getByText(/^Password changed\./).waitFor();
  await page.context().close();
}, 90_000);

test('rules are ticked while typing, those of the server after saving, also one that came meanwhile', async () => {
  const carol = await site.newUser('carol');
  await setPolicy('length(12) and digits(2) and notUsername and passwordHistory(3) and regexPattern(^[^#]*$)');
  const page = await withForm(carol);
  await rule(page, 'At least 12 characters').filter({ hasText: 'not yet' }).waitFor();
  await rule(page, 'Not one of your last 3 passwords').filter({ hasText: 'Checked when you save' }).waitFor();
  expect(await form(page).textContent()).not.toContain('[^#]');
  await field(form(page), 'New password').fill('long enough, but no digits');
  await rule(page, 'At least 12 characters').filter({ hasText: ', met' }).waitFor();
  await rule(page, 'At least 2 digits').filter({ hasText: 'not yet' }).waitFor();

  await submit(page, { current: carol.password, next: 'short #1' });
  const refused = form(page).getByText('This password does not meet a rule:');
  await refused.waitFor();
  for (const broken of ['At least 12 characters', 'At least 2 digits', 'Has the form that your organisation asks for'])
    expect(await refused.textContent()).toContain(broken);
  expect(await typed(page)).toEqual([carol.password, 'short #1', 'short #1']);
  await submit(page, { current: carol.password, next: carol.password });
  await form(page).getByText('This password does not meet a rule: Not one of your last 3 passwords').waitFor();

  await setPolicy('length(12) and digits(2) and specialChars(3)');
  await submit(page, { current: carol.password, next: 'twelve and 34' });
  await form(page)
    .getByText(/does not meet a rule: .*3 special characters/)
    .waitFor();
  await setPolicy('');
  await submit(page, { current: carol.password, next: 'twelve and 34' });
  await gone(form(page));
  await opens(carol, 'twelve and 34');
  await page.context().close();
}, 90_000);

test.each([
  ['128 characters', 'Aa1!'.repeat(32)],
  ['several scripts, emoji and spaces at both ends', '  пароль 密码 🔑 é  '],
])('a password of %s is changed and signs in as it was typed', async (_kind, password) => {
  const dora = await site.newUser('dora');
  const page = await withForm(dora);
  await submit(page, { current: dora.password, next: password });
  await gone(form(page));
  await opens(dora, password);
  await page.context().close();
});

test('more sessions than one call ends: all are gone when the page says so', async () => {
  const erin = await site.newUser('erin');
  const { realm } = site;
  const client = await realm.addClient('many', { directAccessGrantsEnabled: true });
  for (let made = 0; made < 23; made += 1) await directGrant(realm.name, client, erin);
  const page = await withForm(erin);
  await submit(page, { current: erin.password, next: 'rid of them all 24' });
  await page.getByText('Password changed. Signed out of 23 other sessions.').waitFor();
  expect(await realm.onlineSessions(erin)).toHaveLength(1);
  await page.context().close();
});

test('other sessions stay where that is wanted, and Escape changes nothing', async () => {
  const finn = await site.newUser('finn');
  const other = await BridgeVisitor.signedIn(site.bridge.url, finn);
  const page = await withForm(finn);
  await field(form(page), 'New password').fill('given up');
  await page.keyboard.press('Escape');
  await gone(form(page));
  await button(card(page, 'Password'), 'Change password').click();
  expect(await field(form(page), 'New password').inputValue()).toBe('');
  await form(page).getByRole('checkbox', { name: 'Sign out my other sessions' }).uncheck();
  await submit(page, { current: finn.password, next: 'others may stay' });
  await gone(form(page));
  expect((await other.call('GET', '/api/overview')).status).toBe(200);
  await page.context().close();
});

test('who has no password here reads why, and finds nothing to change', async () => {
  const gina = await site.newUser('gina');
  const page = await visit(await site.visitor(), site.bridge.url, gina);
  const where = { realm: site.realm.name, id: gina.id };
  const [password] = await site.realm.admin.users.getCredentials(where);
  await site.realm.admin.users.deleteCredential({ ...where, credentialId: password?.id ?? '' });
  await page.reload();
  await signedIn(page);
  await card(page, 'Password').getByText('Your account has no password. You sign in another way.').waitFor();
  expect(await button(card(page, 'Password'), 'Change password').count()).toBe(0);
  await page.context().close();
});
