import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { card } from '../../support/account-page.ts';
import { fillSignIn, signIn } from '../../support/browser.ts';
import { signedIn } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';
import { testRun } from '../../support/test-run.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional' });
  const { admin, name: realm } = site.realm;
  await admin.realms.update({ realm }, { accountTheme: 'keyhold' });
}, 60_000);
afterAll(() => site[Symbol.asyncDispose]());

const accountPage = (path: string): string => `${testRun().keycloakUrl}/realms/${site.realm.name}/account${path}`;

/** Keycloak's own account page, signed in at its form. */
async function opened(user: TestUser, path: string): Promise<Page> {
  const page = await site.visitor();
  await page.goto(accountPage(path));
  await fillSignIn(page, user);
  return page;
}

const atOurPage = (page: Page): Promise<void> => page.waitForURL((at) => at.href.startsWith(site.bridge.url));

test('a deep link to "Signing in" and to "Device activity" ends at Keyhold’s page', async () => {
  const page = await opened(await site.newUser('alice'), '/account-security/signing-in');
  await atOurPage(page);
  await signedIn(page);
  await page.goto(accountPage('/account-security/device-activity'));
  await atOurPage(page);
  await card(page, 'Active sessions').waitFor();
  await page.context().close();
}, 30_000);

test('a click on them does as well, "Back" returns, and the other pages stay Keycloak’s', async () => {
  const page = await opened(await site.newUser('bob'), '/');
  await page.getByRole('heading', { name: 'Personal info' }).waitFor();
  await page.getByRole('link', { name: 'Applications' }).click();
  await page.getByText('View applications your account has access to').waitFor();
  expect(page.url()).toBe(accountPage('/applications'));
  await page.getByRole('link', { name: 'Personal info' }).click();
  const security = page.getByRole('button', { name: 'Account security' });
  if ((await security.getAttribute('aria-expanded')) !== 'true') await security.click();
  await page.getByRole('link', { name: 'Signing in' }).click();
  await atOurPage(page);
  await signedIn(page);
  await page.goBack();
  await page.getByRole('heading', { name: 'Personal info' }).waitFor();
  await page.context().close();
}, 30_000);

test('without default roles Keyhold’s page works in full, and Keycloak’s says where instead of staying empty', async () => {
  const { admin, name: realm } = site.realm;
  const carol = await site.newUser('carol');
  const roles = await admin.users.listRealmRoleMappings({ realm, id: carol.id });
  await admin.users.delRealmRoleMappings({
    realm,
    id: carol.id,
    roles: roles.map(({ id = '', name = '' }) => ({ id, name })),
  });
  const page = await site.visitor();
  await signIn(page, site.bridge.url, carol);
  for (const name of ['Password', 'Two-factor authentication', 'Active sessions']) await card(page, name).waitFor();
  await page.goto(accountPage('/'));
  const note = page.getByRole('dialog').getByRole('status').filter({ hasText: 'cannot be shown for your account' });
  await note.waitFor();
  await note.getByRole('link', { name: 'Account security' }).click();
  await atOurPage(page);
  await page.context().close();
}, 40_000);
