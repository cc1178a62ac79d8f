import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { fillSignIn, signIn } from '../../support/browser.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import type { TestClient, TestRealm, TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';
import { codeFlow, refresh } from '../../support/tokens.ts';

let site: TestSite;
let realm: TestRealm;
let bridge: BridgeProcess;
let shop: TestClient;
let alice: TestUser;

beforeAll(async () => {
  site = await TestSite.open();
  ({ realm, bridge } = site);
  shop = await realm.addClient('shop');
});

// Everybody starts with no session of an earlier test.
beforeEach(async () => {
  alice = await site.newUser('alice');
});

afterAll(() => site[Symbol.asyncDispose]());

const card = (page: Page): Locator => page.getByRole('region', { name: 'Active sessions' });
const row = (page: Page, words: string): Locator => card(page).getByRole('listitem').filter({ hasText: words });
const endButton = (page: Page, device: string): Locator =>
  page.getByRole('button', { name: `Sign out ${device}`, exact: true });
const proofDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it is you' });

async function confirm(page: Page, password: string): Promise<void> {
  await proofDialog(page).getByLabel('Password', { exact: true }).fill(password);
  await proofDialog(page).getByRole('button', { name: 'Continue' }).click();
}

const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'detached' });

test('lists every browser and every offline session in words, and marks this one, which has no end button', async () => {
  await realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
  const offline = new PlainBrowser(undefined, 'Firefox on Mac OS X');
  await codeFlow(realm.name, shop, { user: alice, scope: 'openid offline_access', browser: offline });
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);

  await card(page).waitFor();
  const here = row(page, 'This device');
  await here.waitFor();
  expect(await here.textContent()).toContain('Chrome on Linux');
  expect(await here.getByRole('button').count()).toBe(0);
  expect(await row(page, 'Edge on Windows').textContent()).toContain('127.0.0.1');
  expect(await row(page, 'Offline access').textContent()).toMatch(/Firefox on Mac OS X[^]*shop/);
  await page.context().close();
});

test('ends another browser after one proof, that browser is out within 2 s, and the next ending asks for none', async () => {
  const stranger = await site.visitor('Firefox on Windows');
  await signIn(stranger, bridge.url, alice);
  await card(stranger).waitFor();
  const app = await realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
  const bystander = await BridgeVisitor.signedIn(bridge.url, alice, new PlainBrowser(undefined, 'Firefox on Mac OS X'));
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);

  await endButton(page, 'Firefox on Windows').click();
  expect(await proofDialog(page).textContent()).toContain('Firefox on Windows');
  await confirm(page, alice.password);
  await gone(row(page, 'Firefox on Windows'));
  const ended = Date.now();

  await stranger.reload();
  await stranger.getByLabel('Username or email').waitFor();
  expect(Date.now() - ended).toBeLessThan(2_000);
  expect((await bystander.call('GET', '/api/overview')).status).toBe(200);

  expect((await refresh(realm.name, realm.bridge, app)).status).toBe(200);
  await endButton(page, 'Edge on Windows').click();
  await gone(row(page, 'Edge on Windows'));
  expect(await proofDialog(page).count()).toBe(0);
  expect((await refresh(realm.name, realm.bridge, app)).status).toBe(400);
  expect((await bystander.call('GET', '/api/overview')).status).toBe(200);
  await stranger.context().close();
  await page.context().close();
});

test('ends all other sessions, says how many first, includes offline ones and spares this one', async () => {
  const app = await realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
  const offline = await codeFlow(realm.name, shop, { user: alice, scope: 'openid offline_access' });
  const other = await BridgeVisitor.signedIn(bridge.url, alice, new PlainBrowser(undefined, 'Firefox on Windows'));
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);
  const others = (await page.getByRole('button', { name: /^Sign out .+ on / }).all()).length;
  expect(others).toBeGreaterThanOrEqual(3);

  await page.getByRole('button', { name: 'Sign out all other sessions' }).click();
  await page.getByRole('button', { name: `Sign out ${others} sessions` }).click();
  await confirm(page, alice.password);

  await page.getByText('You are signed in only here.').waitFor();
  expect((await refresh(realm.name, realm.bridge, app)).status).toBe(400);
  expect((await refresh(realm.name, shop, offline)).status).toBe(400);
  expect((await other.call('GET', '/api/overview')).status).toBe(401);
  await page.reload();
  await row(page, 'This device').waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  await page.context().close();
});

test('a session that an administrator ends elsewhere is dead at the bridge within 2 s', async () => {
  const visit = await BridgeVisitor.signedIn(bridge.url, alice);
  const [id = ''] = await realm.onlineSessions(alice);
  await realm.admin.realms.deleteSession({ realm: realm.name, session: id, isOffline: false });
  await eventually('the web session ends', 2_000, async () => {
    const { status, problem } = await visit.call('GET', '/api/overview');
    return status === 401 && problem === 'not-signed-in';
  });
});

test('a session lost while the dialog is open: sign in again there, be back in the dialog, and go on', async () => {
  const page = await site.visitor();
  await signIn(page, bridge.url, alice);
  const [here = ''] = await realm.onlineSessions(alice);
  await realm.userTokens(alice, new PlainBrowser(undefined, 'Edge on Windows'));
  await page.reload();
  await endButton(page, 'Edge on Windows').click();
  await proofDialog(page).waitFor();

  await realm.admin.realms.deleteSession({ realm: realm.name, session: here, isOffline: false });
  await confirm(page, alice.password);
  await proofDialog(page).getByRole('button', { name: 'Sign in again' }).click();
  await fillSignIn(page, alice);

  await proofDialog(page).waitFor();
  expect(await proofDialog(page).textContent()).toContain('Edge on Windows');
  await confirm(page, alice.password);
  await gone(row(page, 'Edge on Windows'));
  await page.context().close();
});
