import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fillSignIn, signIn } from '../../support/browser.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { eventually } from '../../support/eventually.ts';
import { linkPage } from '../../support/link-page.ts';
import type { TestRealm, TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;
let realm: TestRealm;
let bridge: BridgeProcess;
let alice: TestUser;

beforeAll(async () => {
  site = await TestSite.open();
  ({ realm, bridge } = site);
});

beforeEach(async () => {
  alice = await site.newUser('alice');
});

afterAll(() => site[Symbol.asyncDispose]());

const card = (page: Page) => page.getByRole('region', { name: 'Active sessions' });

const pageOf = (tab: number): string => `${bridge.url}/sessions?tab=${tab}`;

test('tabs that ask for a sign-in at once all arrive where each wanted to go, after one sign-in', async () => {
  const first = await site.visitor();
  await first.goto(pageOf(0));
  const rest = await Promise.all([1, 2, 3, 4].map(() => first.context().newPage()));
  await Promise.all(rest.map((tab, n) => tab.goto(pageOf(n + 1))));
  const tabs = [first, ...rest];
  await tabs[2]!.bringToFront();
  await fillSignIn(tabs[2]!, alice);
  for (const [n, tab] of tabs.entries()) {
    // Keycloak's own page notices the sign-in of another tab after a moment; who does not want to wait reloads.
    await tab.waitForURL((at) => at.href.startsWith(bridge.url), { timeout: 3_000 }).catch(() => tab.reload());
    await card(tab).waitFor();
    expect(tab.url()).toBe(pageOf(n));
  }
  await first.context().close();
});

test('five tabs of a browser that was never here are all signed in, though Keycloak mixes up which is which', async () => {
  const first = await site.visitor();
  const tabs = [first, ...(await Promise.all([1, 2, 3, 4].map(() => first.context().newPage())))];
  await Promise.all(tabs.map((tab, n) => tab.goto(pageOf(n))));
  for (const tab of [tabs[2]!, ...tabs]) {
    await tab.bringToFront();
    await eventually('the tab is signed in', 20_000, async () => {
      if (tab.url().startsWith(bridge.url)) return true;
      // All five came without a cookie of Keycloak's, and the last one's counts: other forms may begin anew.
      await tab.reload().catch(() => undefined);
      if (!tab.url().startsWith(bridge.url)) await fillSignIn(tab, alice).catch(() => undefined);
      return tab.url().startsWith(bridge.url);
    });
    await card(tab).waitFor();
  }
  await first.context().close();
});

test('a link from another site finds the visitor signed in', async () => {
  await using outside = await linkPage(`${bridge.url}/sessions`);
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);
  await page.goto(outside.url);
  await page.getByRole('link', { name: 'Go' }).click();
  await card(page).waitFor();
  expect(page.url()).toBe(`${bridge.url}/sessions`);
  await page.context().close();
});

test('"Sign out" ends the session here and at Keycloak, and says so', async () => {
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${bridge.url}/signed-out`);
  expect(await realm.onlineSessions(alice)).toEqual([]);
  await page.goto(bridge.url);
  await page.getByLabel('Username or email').waitFor();
  await page.context().close();
});

test('a reload, back and forward, and a direct address show the page without a new sign-in', async () => {
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);
  await card(page).waitFor();
  await page.reload();
  await card(page).waitFor();
  await page.goto(`${bridge.url}/sessions`);
  await card(page).waitFor();
  await page.goBack();
  await card(page).waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  await page.context().close();
});
