import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { signIn } from '../../support/browser.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;
let alice: TestUser;

beforeAll(async () => {
  site = await TestSite.open();
});

beforeEach(async () => {
  alice = await site.newUser('alice');
  await site.realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
});

afterAll(() => site[Symbol.asyncDispose]());

const sessionsUrl = (): string => `${site.bridge.url}/sessions`;

/** Somebody signed in, whose browser knows no more than its session. */
async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await site.visitor('Chrome on Linux', options);
  await signIn(page, `${site.bridge.url}/`, alice);
  await page.getByRole('region', { name: 'Active sessions' }).waitFor();
  return page;
}

/** Loads the page with the console's script held back: what is seen came in the HTML. `release` lets the script go. */
async function withoutScript(page: Page, scripts = '**/assets/*.js'): Promise<{ release: () => Promise<void> }> {
  const held: (() => Promise<void>)[] = [];
  let open = false;
  await page.route(scripts, (route) => (open ? route.continue() : void held.push(() => route.continue())));
  await page.goto(sessionsUrl(), { waitUntil: 'commit' });
  await page.locator('[data-session]').nth(1).waitFor();
  return {
    release: async () => {
      open = true;
      await Promise.all(held.map((go) => go()));
    },
  };
}

test('a browser without script sees who is signed in where, in hours that name their zone', async () => {
  const page = await signedIn();
  const state = await page.context().storageState();
  const zoneless = { ...state, cookies: state.cookies.filter(({ name }) => name !== 'keyhold-zone') };
  const plain = await site.visitor('Chrome on Linux', { javaScriptEnabled: false, storageState: zoneless });
  await plain.goto(sessionsUrl());
  const rows = plain.locator('[data-session]');
  expect(await rows.count()).toBe(2);
  expect(await rows.filter({ hasText: 'This device' }).innerText()).toMatch(
    /Chrome on Linux[^]*127\.0\.0\.1[^]*Active now/,
  );
  expect(await rows.filter({ hasText: 'Edge on Windows' }).innerText()).toMatch(/Started \d\d:\d\d UTC/);
  await plain.context().close();
  await page.context().close();
});

test('the console takes over the rows that the page brought: no row twice, focus and scroll stay, nothing is refused', async () => {
  const page = await signedIn({ viewport: { width: 390, height: 500 } });
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const { release } = await withoutScript(page);
  await page.locator('[data-session]').last().getByRole('button').focus();
  const before = await page.locator('[data-session]').evaluateAll((rows) => {
    rows.forEach((row) => Object.assign(row, { served: true }));
    return rows.map((row) => row.getBoundingClientRect().top);
  });
  await release();
  await takenOver(page);

  const rows = page.locator('[data-session]');
  expect(await rows.count()).toBe(2);
  expect(await rows.evaluateAll((all) => all.every((row) => 'served' in row))).toBe(true);
  expect(await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top))).toEqual(before);
  expect(
    await rows
      .last()
      .getByRole('button')
      .evaluate((button) => button.matches(':focus')),
  ).toBe(true);
  expect(faults).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Confirm it is you' }).waitFor();
  await page.context().close();
});

test('hours in the first rows are those of the browser, and stay as they are', async () => {
  const page = await signedIn({ timezoneId: 'Asia/Kathmandu' });
  await page.waitForFunction(() => document.cookie.includes('keyhold-zone='));
  const { release } = await withoutScript(page);
  const row = page.locator('[data-session]').filter({ hasText: 'Edge on Windows' });
  const first = await row.innerText();
  const here = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Kathmandu' });
  expect(first).toMatch(/Started \d\d:\d\d$/m);
  const minutes = [0, 1, 2].map((ago) => here.format(Date.now() - ago * 60_000));
  expect(minutes).toContain(/Started (\d\d:\d\d)$/m.exec(first)?.[1]);
  await release();
  await takenOver(page);
  expect(/Started .*$/m.exec(await row.innerText())?.[0]).toBe(/Started .*$/m.exec(first)?.[0]);
  await page.context().close();
});

test('a guessed zone gives way to that of the browser', async () => {
  const page = await signedIn({ timezoneId: 'Asia/Kathmandu' });
  await page.context().clearCookies({ name: 'keyhold-zone' });
  const { release } = await withoutScript(page);
  const row = page.locator('[data-session]').filter({ hasText: 'Edge on Windows' });
  expect(await row.innerText()).toMatch(/Started \d\d:\d\d UTC$/m);
  await release();
  await row.filter({ hasText: /Started \d\d:\d\d(?! UTC)/ }).waitFor();
  expect(await row.innerText()).not.toContain('UTC');
  await page.context().close();
});

test('a click on a row that cannot answer yet is answered as soon as it can', async () => {
  const page = await signedIn();
  const { release } = await withoutScript(page, '**/assets/console-*.js');
  const signOut = page.getByRole('button', { name: 'Sign out Edge on Windows' });
  // The first script has to be there to keep the click; it is the smallest, and comes first.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/main-')),
  );
  await page.waitForTimeout(200);
  await signOut.click();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await release();
  await page.getByRole('dialog', { name: 'Confirm it is you' }).waitFor();
});
