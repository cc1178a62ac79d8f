import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { codeFlow } from '../../support/tokens.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let alice: TestUser;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  bridge = things.use(
    await BridgeProcess.startFor(realm, { KEYHOLD_SWEEP_SECONDS: '1', KEYHOLD_LIMIT_ADDRESS: '9999' }),
  );
});

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
});

afterAll(() => things.disposeAsync());

const status = async (visitor: BridgeVisitor): Promise<number> => (await visitor.call('GET', '/api/overview')).status;
const signedOut = (visitor: BridgeVisitor, withinMs: number): Promise<boolean> =>
  eventually('the web session ends', withinMs, async () => (await status(visitor)) === 401);

/** A sign-in that stands at Keycloak's form: the state that it was started with is in the form's address. */
async function startSignIn(browser: PlainBrowser) {
  const form = await browser.visit(`${bridge.url}/`);
  const state = new URL(form.url).searchParams.get('state') ?? '';
  expect(state).not.toBe('');
  return { form, state };
}

test('the cookie is bound to this host and bridge, unreadable for scripts, and sent along on links from elsewhere', async () => {
  const browser = new PlainBrowser();
  const { form } = await startSignIn(browser);
  const callback = await browser.submitSignIn(form, alice, realm.bridge.redirectUri);
  const answer = await browser.request(callback.url);
  const cookies = answer.headers.getSetCookie().filter((cookie) => !/max-age=0|expires=thu, 01 jan 1970/i.test(cookie));
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-keyhold-[0-9a-f]{8}/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
  }
});

test('each sign-in makes a new web session, and the one that the browser came with is dead', async () => {
  const browser = new PlainBrowser();
  const [first, second] = [await startSignIn(browser), await startSignIn(browser)];
  await browser.submitSignIn(first.form, alice);
  const former = new BridgeVisitor(bridge.url, new PlainBrowser(browser.cookies.copy()));
  expect(await status(former)).toBe(200);
  // The second tab: Keycloak knows the user by now and sends the browser straight back.
  expect((await browser.visit(second.form.url)).url).toBe(`${bridge.url}/`);
  expect(await status(new BridgeVisitor(bridge.url, browser))).toBe(200);
  expect(await status(former)).toBe(401);
});

test('a forged callback signs nobody in, signs nobody out, and burns no sign-in that is under way', async () => {
  const browser = new PlainBrowser();
  const { form, state } = await startSignIn(browser);
  const attacker = new PlainBrowser();
  const forgeries = [
    `code=forged&state=${state}`,
    `code=forged&state=${'A'.repeat(43)}`,
    `error=access_denied&state=${state}`,
    `code=a&code=b&state=${state}`,
    `code=forged&state=${state}&iss=https%3A%2F%2Fevil.example`,
    'code=forged',
    `state=${state}`,
    '',
  ];
  for (const query of forgeries) {
    const answer = await attacker.request(`${realm.bridge.redirectUri}?${query}`);
    expect([query, answer.status >= 400 && answer.status < 500]).toEqual([query, true]);
  }
  // Someone who is signed in follows such a link.
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  for (const query of forgeries) await visitor.browser.request(`${realm.bridge.redirectUri}?${query}`);
  expect(await status(visitor)).toBe(200);
  // And the sign-in that was under way is finished as if nothing had happened.
  const page = await browser.submitSignIn(form, alice);
  expect([page.status, page.url]).toEqual([200, `${bridge.url}/`]);
});

test('a callback that comes twice opens one web session, and in another browser none', async () => {
  const browser = new PlainBrowser();
  const { form } = await startSignIn(browser);
  const callback = await browser.submitSignIn(form, alice, realm.bridge.redirectUri);
  expect((await browser.visit(callback.url)).status).toBe(200);
  const again = await browser.visit(callback.url);
  expect([again.status, again.url]).toEqual([200, `${bridge.url}/`]);
  const thief = new PlainBrowser();
  expect((await thief.request(callback.url)).status).toBeGreaterThanOrEqual(400);
  expect(await status(new BridgeVisitor(bridge.url, thief))).toBe(401);
});

test('a callback that comes 20 times at once opens one web session', async () => {
  const browser = new PlainBrowser();
  const { form } = await startSignIn(browser);
  const callback = await browser.submitSignIn(form, alice, realm.bridge.redirectUri);
  const before = browser.cookies.copy();
  const tries = Array.from({ length: 20 }, () => new PlainBrowser(before.copy()));
  await Promise.all(tries.map((one) => one.request(callback.url)));
  const outcomes = await Promise.all(tries.map((one) => status(new BridgeVisitor(bridge.url, one))));
  expect(outcomes.filter((code) => code === 200)).toHaveLength(1);
});

test('returnTo leads to pages of this bridge and nowhere else', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  const hostile = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/%5cevil.example',
    '/%2f/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/@evil.example',
    '/.evil.example/..//evil.example',
    '/../../evil',
    '/auth/logout',
    '/auth/login?returnTo=//evil.example',
    '/api/overview',
    `/${'x'.repeat(3_000)}`,
    'sessions',
    '',
  ];
  for (const returnTo of hostile) {
    const answer = await visitor.browser.request(`${bridge.url}/auth/login?${new URLSearchParams({ returnTo })}`);
    const location = new URL(answer.headers.get('location') ?? '', bridge.url);
    expect([returnTo, answer.status, location.href]).toEqual([returnTo, 302, `${bridge.url}/`]);
  }
  const good = await visitor.browser.request(
    `${bridge.url}/auth/login?returnTo=${encodeURIComponent('/sessions?a=b')}`,
  );
  expect(new URL(good.headers.get('location') ?? '', bridge.url).href).toBe(`${bridge.url}/sessions?a=b`);
});

test('a hostile returnTo is harmless all the way through Keycloak too', async () => {
  const browser = new PlainBrowser();
  const form = await browser.visit(`${bridge.url}/auth/login?returnTo=${encodeURIComponent('//evil.example/')}`);
  const page = await browser.submitSignIn(form, alice);
  expect([page.status, page.url]).toEqual([200, `${bridge.url}/`]);
});

test('signing out at another application ends the web session here within 2 s', async () => {
  const shop = await realm.addClient(`shop${users}`);
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  const tokens = await codeFlow(realm.name, shop, { browser: visitor.browser });
  const end = `${realm.issuer}/protocol/openid-connect/logout?id_token_hint=${tokens.id_token}`;
  expect((await visitor.browser.visit(end)).status).toBeLessThan(400);
  await signedOut(visitor, 2_000);
});

test('a logout token that Keycloak did not make ends nothing', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  const tokens = await codeFlow(realm.name, realm.bridge, { browser: visitor.browser });
  const [, payload = ''] = tokens.id_token.split('.');
  const unsigned = `${Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')}.${payload}.`;
  const candidates = ['garbage', unsigned, tokens.id_token, tokens.access_token, tokens.refresh_token, ''];
  for (const token of candidates) {
    const body = new URLSearchParams({ logout_token: token });
    const response = await fetch(`${bridge.url}/auth/backchannel-logout`, { method: 'POST', body });
    expect([token.slice(0, 20), response.status]).toEqual([token.slice(0, 20), 400]);
  }
  expect(await status(visitor)).toBe(200);
});

test('a restart of the bridge signs nobody out, not even after SIGKILL', async () => {
  const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await bridge.stop();
  await bridge.start();
  expect(await status(visitor)).toBe(200);
  await bridge.kill();
  await bridge.start();
  expect(await status(visitor)).toBe(200);
});

test('the web session of a disabled user ends, and so does that of a removed one', async () => {
  const bob = await realm.addUser(`bob${users}`);
  const [disabled, removed] = [
    await BridgeVisitor.signedIn(bridge.url, alice),
    await BridgeVisitor.signedIn(bridge.url, bob),
  ];
  await realm.admin.users.update({ realm: realm.name, id: alice.id }, { enabled: false });
  await realm.admin.users.del({ realm: realm.name, id: bob.id });
  await signedOut(disabled, 2_000);
  await signedOut(removed, 2_000);
});
