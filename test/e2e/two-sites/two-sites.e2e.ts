import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { answerProof } from '../../support/account-page.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { signIn, startBrowser, visitor } from '../../support/browser.ts';
import type { Device } from '../../support/browser-agents.ts';
import { eventually } from '../../support/eventually.ts';
import { linkPage } from '../../support/link-page.ts';
import { ProductionKeycloak } from '../../support/production-keycloak.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { tlsProxy } from '../../support/tls-proxy.ts';
import type { TlsProxy } from '../../support/tls-proxy.ts';

// A deployment as it should be: Keycloak in production mode and the bridge, below a path, on two sites behind TLS. Only the
// browser uses the names of these sites; every program uses plain addresses of this machine. What breaks only here: cookies
// that are not sent across sites, addresses that are good inside and shown outside, and a proxy taken for the browser.

const things = new AsyncDisposableStack();
let keycloakSite: string;
let keycloak: ProductionKeycloak;
let proxy: TlsProxy;
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;
let alice: TestUser;
let users = 0;
/** Every address that a page of any test asked for. */
const asked = new Set<string>();

const here = '198.51.100.7';
const elsewhere = '203.0.113.9';

beforeAll(async () => {
  const [tlsPort, port] = [await freePort(), await freePort()];
  keycloakSite = `https://id.kc.localhost:${tlsPort}`;
  keycloak = things.use(await ProductionKeycloak.behind(keycloakSite));
  realm = things.use(
    await TestRealm.make({
      port,
      pageUrl: `https://account.app.localhost:${tlsPort}/account-security`,
      internalUrl: `http://127.0.0.1:${port}/account-security`,
      keycloak,
    }),
  );
  await realm.admin.realms.updateConfigEvents({ realm: realm.name }, { eventsEnabled: true });
  bridge = things.use(
    await BridgeProcess.startFor(realm, {
      KEYHOLD_KEYCLOAK_URL: keycloakSite,
      KEYHOLD_KEYCLOAK_INTERNAL_URL: keycloak.url,
      KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32',
      // What ends at once here does so by back-channel logout, and by nothing else.
      KEYHOLD_SWEEP_SECONDS: '3600',
    }),
  );
  const targets = { 'id.kc.localhost': keycloak.url, 'account.app.localhost': `http://127.0.0.1:${port}` };
  proxy = things.use(await tlsProxy(tlsPort, targets));
  browser = await startBrowser();
  things.defer(() => browser.close());
}, 300_000);

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
  proxy.clientAddress = here;
});

afterAll(() => things.disposeAsync());

const card = (page: Page): Locator => page.getByRole('region', { name: 'Active sessions' });
const row = (page: Page, words: string): Locator => page.getByRole('listitem').filter({ hasText: words });

/** Alice on the page, from sign-in at the other site on. */
async function signedIn(device: Device = 'Chrome on Linux'): Promise<Page> {
  // The certificate is self-made; everything else about TLS is as it would be.
  const page = await visitor(browser, device, { ignoreHTTPSErrors: true });
  page.on('request', (request) => asked.add(request.url()));
  await signIn(page, bridge.url, alice);
  await card(page).waitFor();
  return page;
}

/** What the page's own script gets when it asks its bridge. */
const statusSeenBy = (page: Page): Promise<number> =>
  page.evaluate(async () => (await fetch('/account-security/api/overview')).status);

test('signs in across the two sites, with the strictest cookie that survives it, and TLS pinned', async () => {
  const page = await signedIn();
  expect(page.url()).toBe(`${bridge.url}/`);
  const cookies = await page.context().cookies(bridge.url);
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) {
    expect(cookie.name).toMatch(/^__Host-keyhold-/);
    // A domain without a leading dot: for no other name of the site.
    const strict = { secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'account.app.localhost' };
    expect(cookie).toMatchObject(strict);
  }
  const answer = await page.reload();
  expect(await answer?.headerValue('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
  await page.context().close();
});

test('a reload and a link from a third site find the visitor signed in', async () => {
  await using outside = await linkPage(`${bridge.url}/sessions`);
  const page = await signedIn();
  await page.reload();
  await card(page).waitFor();
  await page.goto(outside.url);
  // The first answer of that address is the page: the cookie came along, and no round through Keycloak was needed.
  const arrival = page.waitForResponse(`${bridge.url}/sessions`);
  await page.getByRole('link', { name: 'Go' }).click();
  expect((await arrival).status()).toBe(200);
  await card(page).waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  await page.context().close();
});

test('ends another session after the dialog; list and log name the browsers’ addresses, not the proxy’s', async () => {
  proxy.clientAddress = elsewhere;
  const stranger = await signedIn('Firefox on Windows');
  proxy.clientAddress = here;
  const page = await signedIn();
  expect(await row(page, 'Firefox on Windows').textContent()).toContain(elsewhere);
  expect(await row(page, 'This device').textContent()).toContain(here);

  await page.getByRole('button', { name: 'Sign out Firefox on Windows', exact: true }).click();
  await page.getByRole('dialog', { name: 'Confirm it is you' }).waitFor();
  await answerProof(page, alice.password);
  await row(page, 'Firefox on Windows').waitFor({ state: 'detached' });

  await stranger.reload();
  await stranger.getByLabel('Username or email').waitFor();
  await page.reload();
  await row(page, 'This device').waitFor();
  const event = await eventually('Keycloak’s event of the ended session', 5_000, async () => {
    const query = { realm: realm.name, type: ['LOGOUT'], user: alice.id };
    return (await realm.admin.realms.findEvents(query as never))[0];
  });
  expect(event.ipAddress).toBe(here);
  await stranger.context().close();
  await page.context().close();
});

test('a session that an administrator ends is dead within 2 s, by Keycloak’s call to the internal address', async () => {
  const page = await signedIn();
  const [session = ''] = await realm.onlineSessions(alice);
  await realm.admin.realms.deleteSession({ realm: realm.name, session, isOffline: false });
  const ended = Date.now();
  // A web session that lived on would be answered Keycloak's refusal, by a page at the bridge. One that is gone leads here.
  await page.reload({ waitUntil: 'commit' });
  expect(Date.now() - ended).toBeLessThan(2_000);
  expect(page.url()).toContain(`${keycloakSite}/realms/${realm.name}/protocol/openid-connect/auth`);
  await page.getByLabel('Username or email').waitFor();
  await page.context().close();
});

test('"Sign out" ends the session at the other site too and comes back to say so', async () => {
  const page = await signedIn();
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${bridge.url}/signed-out`);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  expect(await realm.onlineSessions(alice)).toEqual([]);
  await page.goto(bridge.url);
  await page.getByLabel('Username or email').waitFor();
  await page.context().close();
});

test('a browser is told no address of the inside, and asks for none', async () => {
  const page = await signedIn();
  // Without a password the answer names Keycloak's account page, which the plugin composes while it is called from inside.
  const [password] = await realm.admin.users.getCredentials({ realm: realm.name, id: alice.id });
  await realm.admin.users.deleteCredential({ realm: realm.name, id: alice.id, credentialId: password?.id ?? '' });
  await page.reload();
  const state = JSON.parse((await page.locator('#keyhold-state').textContent()) ?? '') as {
    config: { issuer: string; accountUrl: string; basePath: string };
    overview: { reauthentication: { unavailable: { accountUrl: string } } };
  };
  const site = `${keycloakSite}/realms/${realm.name}`;
  expect(state.config).toMatchObject({ issuer: site, basePath: '/account-security' });
  expect(state.config.accountUrl).toContain(`${site}/account`);
  expect(state.overview.reauthentication.unavailable.accountUrl).toContain(`${site}/account`);

  const outside = [bridge.url, keycloakSite, 'http://chat.outside.localhost:'];
  expect([...asked].filter((url) => !outside.some((start) => url.startsWith(start)))).toEqual([]);
  await page.context().close();
});

test('a real restart of Keycloak signs nobody out', async () => {
  const page = await signedIn();
  await keycloak.goDown();
  expect(await statusSeenBy(page)).toBe(503);
  await keycloak.comeBack();
  await eventually('the page is served again', 10_000, async () => (await statusSeenBy(page)) === 200);
  await page.reload();
  await card(page).waitFor();
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  await page.context().close();
}, 120_000);
