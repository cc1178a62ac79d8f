import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import type { Browser, Page } from 'playwright-core';
import { signIn, startBrowser, visitor } from '../../support/browser.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { eventually } from '../../support/eventually.ts';
import { linkPage } from '../../support/link-page.ts';
import { ProductionKeycloak } from '../../support/production-keycloak.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { tlsProxy } from '../../support/tls-proxy.ts';

// Production mode, TLS, and two sites in the browser's eyes: id.kc.localhost and account.app.localhost. Only the browser
// uses these names; bridge and Keycloak reach each other by their internal addresses.

const things = new AsyncDisposableStack();
let keycloak: ProductionKeycloak;
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;
let alice: TestUser;
let page: Page;
let users = 0;

beforeAll(async () => {
  const tlsPort = await freePort();
  const id = `https://id.kc.localhost:${tlsPort}`;
  keycloak = things.use(await ProductionKeycloak.behind(id));
  const port = await freePort();
  realm = things.use(
    await TestRealm.make({
      port,
      pageUrl: `https://account.app.localhost:${tlsPort}`,
      internalUrl: `http://127.0.0.1:${port}`,
      keycloak,
    }),
  );
  bridge = things.use(
    await BridgeProcess.startFor(realm, {
      KEYHOLD_KEYCLOAK_URL: id,
      KEYHOLD_KEYCLOAK_INTERNAL_URL: keycloak.url,
      KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32',
      KEYHOLD_SWEEP_SECONDS: '3600',
    }),
  );
  const targets = { 'id.kc.localhost': keycloak.url, 'account.app.localhost': `http://127.0.0.1:${port}` };
  things.use(await tlsProxy(tlsPort, targets));
  browser = await startBrowser();
  things.defer(() => browser.close());
}, 300_000);

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
  page = await visitor(browser, 'Chrome on Linux', { ignoreHTTPSErrors: true });
  await signIn(page, bridge.url, alice);
  await card().waitFor();
});

afterAll(() => things.disposeAsync());

const card = () => page.getByRole('region', { name: 'Active sessions' });

/** What the page's own script gets when it asks its bridge. */
const statusSeenByThePage = (): Promise<number> => page.evaluate(async () => (await fetch('api/overview')).status);

test('signs in across the sites, and a reload shows the page again', async () => {
  expect(new URL(page.url()).hostname).toBe('account.app.localhost');
  await page.reload();
  await card().waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
});

test('a link from a third site finds the visitor signed in', async () => {
  await using outside = await linkPage(`${bridge.url}/sessions`);
  await page.goto(outside.url);
  await page.getByRole('link', { name: 'Go' }).click();
  await card().waitFor();
  expect(page.url()).toBe(`${bridge.url}/sessions`);
});

test('Keycloak’s back-channel call, which goes to the internal address, ends the web session within 2 s', async () => {
  const [session = ''] = await realm.onlineSessions(alice);
  expect(await statusSeenByThePage()).toBe(200);
  await realm.admin.realms.deleteSession({ realm: realm.name, session, isOffline: false });
  await eventually('the web session ends', 2_000, async () => (await statusSeenByThePage()) === 401);
  await page.reload();
  await page.getByLabel('Username or email').waitFor();
  expect(new URL(page.url()).hostname).toBe('id.kc.localhost');
});

test('a real restart of Keycloak signs nobody out', async () => {
  await keycloak.goDown();
  expect(await statusSeenByThePage()).toBe(503);
  await keycloak.comeBack();
  await eventually('the page is served again', 10_000, async () => (await statusSeenByThePage()) === 200);
  await page.reload();
  await card().waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
}, 120_000);
