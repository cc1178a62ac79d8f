import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { fillSignIn, signIn, startBrowser, visitor } from '../../support/browser.ts';
import { answerWithKey, callFromPage, plugIn, registerKey, signInPage } from '../../support/security-keys.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The page's site is not the one that the realm's keys belong to: Keycloak's own page adds them, after a proof in ours, and
// leads back to the same place. The threat: `kc_action` starts it without a proof. The bound: one start for each proof.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;
let people = 0;

beforeAll(async () => {
  const port = await freePort();
  const pageUrl = `http://127.0.0.1:${port}`;
  realm = things.use(await TestRealm.make({ port, pageUrl, secondFactor: 'optional', keys: true }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
});

afterAll(() => things.disposeAsync());

/** Somebody new on a page of ours, with a passkey provider or a USB key in the browser, whose new key gets this name. */
async function someone(
  kind: 'platform' | 'usb' = 'platform',
  at = '/passkeys',
  name = 'From the sign-in page',
): Promise<{ user: TestUser; page: Page }> {
  people += 1;
  const user = await realm.addUser(`person${people}`);
  const page = await visitor(browser);
  await plugIn(page, kind);
  // Keycloak asks for a name by `prompt()`.
  page.on('dialog', (dialog) => void dialog.accept(name));
  await signIn(page, bridge.url + at, user);
  await takenOver(page);
  return { user, page };
}

const keysOf = async ({ id }: TestUser): Promise<(string | undefined)[]> => {
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id });
  return all.filter(({ type }) => type?.startsWith('webauthn')).map(({ userLabel }) => userLabel);
};

const card = (page: Page) => page.locator('keyhold-passkeys-card');

/** Presses the button, proves, and waits for Keycloak's own page. */
async function leave(page: Page, user: TestUser, list = card(page), add = 'Add passkey'): Promise<void> {
  await list.getByText(/sign-in page adds these keys/).waitFor();
  await list.getByRole('button', { name: add }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill(user.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.locator('#registerWebAuthn').waitFor();
  await page.waitForLoadState('load');
}

async function comeBack(page: Page, words: string, to = '/passkeys'): Promise<void> {
  await page.waitForURL((at) => at.href.startsWith(bridge.url + to));
  await page.getByText(words).first().waitFor();
  expect(new URL(page.url()).search).toBe('');
}

const failed = 'Nothing was added: the sign-in page did not accept the key.';

test("Keycloak's page adds the passkey, and it is listed where the user left", async () => {
  const { user, page } = await someone();
  await leave(page, user);
  await registerKey(page);
  await comeBack(page, 'Your key was added.');
  await card(page).getByText('From the sign-in page').waitFor();
  expect(await keysOf(user)).toEqual(['From the sign-in page']);

  // One proof, one start.
  await page.goto(`${bridge.url}/auth/actions/webauthn-register-passwordless`);
  await comeBack(page, failed);
  expect(await keysOf(user)).toHaveLength(1);
});

test("Keycloak's page adds a security key, and the next sign-in asks for it", async () => {
  const { user, page } = await someone('usb', '/totp', 'On my ring');
  const keys = page.locator('keyhold-security-keys');
  await leave(page, user, keys, 'Add security key');
  await registerKey(page);
  await comeBack(page, 'Your key was added.', '/totp');
  await keys.getByText('On my ring').waitFor();

  await page.context().clearCookies();
  await page.goto(`${bridge.url}/totp`);
  await fillSignIn(page, user);
  await answerWithKey(page);
  await page.waitForURL((at) => at.href.startsWith(bridge.url));
  await keys.getByText(/Last used/).waitFor();
});

test('who cancels there comes back and reads so', async () => {
  const { user, page } = await someone();
  await leave(page, user);
  await page.locator('#cancelWebAuthnAIA').click();
  await comeBack(page, 'Nothing was added: it was cancelled on the sign-in page.');
  expect(await keysOf(user)).toEqual([]);
});

test.each([
  ['webauthn-register', '/totp'],
  ['webauthn-register-passwordless', '/passkeys'],
])('kc_action=%s starts nothing without a proof', async (action, to) => {
  const { user, page } = await someone();
  await page.goto(`${bridge.url}/auth/actions/${action}`);
  await comeBack(page, failed, to);
  expect(await keysOf(user)).toEqual([]);
});

test("a passkey that Keycloak's page has added is listed, tested and a proof on a page of its own site", async () => {
  const here = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true }));
  const page = await visitor(browser);
  await plugIn(page, 'platform');
  page.on('dialog', (dialog) => void dialog.accept('From the sign-in page'));
  const user = await here.addUser('anna');
  const site = things.use(await BridgeProcess.startFor(here));
  await signIn(page, `${site.url}/passkeys`, user);
  type Answer = { status: number; json: Record<string, unknown> };
  const call = (method: string, path: string, body?: unknown) => callFromPage<Answer>(page, method, path, body);
  const proof = { operation: 'passkeys.enrol', target: 'passkey', password: user.password };
  expect((await call('POST', '/api/reauthentication', proof)).status).toBe(200);
  const led = await call('POST', '/api/passkeys/redirects', { kind: 'passkey' });
  await page.goto(`${site.url}${String(led.json['location'])}`);
  await registerKey(page);
  await page.waitForURL((at) => at.href.startsWith(site.url));

  const { passkeys } = (await call('GET', '/api/overview')).json as {
    passkeys: { passkeys: { items: { id: string; label: string }[] } };
  };
  expect(passkeys.passkeys.items).toMatchObject([{ label: 'From the sign-in page' }]);
  const id = passkeys.passkeys.items[0]?.id ?? '';

  const test = await call('POST', '/api/passkeys/tests', { credential: id });
  const response = await signInPage(page, test.json['options']);
  const tested = await call('POST', `/api/passkeys/tests/${String(test.json['id'])}/confirmation`, { response });
  expect(tested.status).toBe(200);

  const asked = { operation: 'passkeys.remove', target: id };
  const challenge = await call('POST', '/api/reauthentication/challenges', { ...asked, kind: 'passkey' });
  const assertion = { id: challenge.json['id'], response: await signInPage(page, challenge.json['options']) };
  expect((await call('POST', '/api/reauthentication', { ...asked, assertion })).status).toBe(200);
  expect((await call('DELETE', `/api/passkeys/${id}`)).status).toBe(204);
});
