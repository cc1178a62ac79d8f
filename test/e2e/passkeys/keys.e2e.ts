import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { fillSignIn, signIn, startBrowser, visitor } from '../../support/browser.ts';
import { answerWithKey, callFromPage, createInPage, plugIn, signInPage } from '../../support/security-keys.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;
let people = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
});

afterAll(() => things.disposeAsync());

interface Answer {
  status: number;
  json: Record<string, unknown> & { type?: string };
}

const call = (page: Page, method: string, path: string, body?: unknown): Promise<Answer> =>
  callFromPage<Answer>(page, method, path, body);

/** Somebody new, signed in with the password in a browser that has a key of this kind. */
async function someone(kind: 'platform' | 'usb'): Promise<{ user: TestUser; page: Page }> {
  people += 1;
  const user = await realm.addUser(`person${people}`);
  const page = await visitor(browser);
  await plugIn(page, kind);
  await signIn(page, `${bridge.url}/`, user);
  return { user, page };
}

/** Adds a key through the page's API, the ceremony in the browser. */
async function enrol(page: Page, user: TestUser, kind: 'passkey' | 'security-key'): Promise<Answer> {
  const proof = { operation: 'passkeys.enrol', target: kind, password: user.password };
  expect((await call(page, 'POST', '/api/reauthentication', proof)).status).toBe(200);
  const started = await call(page, 'POST', '/api/passkeys/enrolments', { kind });
  expect([started.status, started.json.type]).toEqual([200, undefined]);
  const response = await createInPage(page, started.json['options']);
  const id = String(started.json['id']);
  return call(page, 'POST', `/api/passkeys/enrolments/${id}/confirmation`, { response, label: 'Mine' });
}

const keysOf = async ({ id }: TestUser): Promise<(string | undefined)[]> => {
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id });
  return all.map(({ type }) => type).filter((type) => type?.startsWith('webauthn'));
};

test('a passkey is made in the page, proves alone, is tested, and signs in at Keycloak without name and password', async () => {
  const { user, page } = await someone('platform');
  const added = await enrol(page, user, 'passkey');
  expect([added.status, added.json.type]).toEqual([200, undefined]);
  const item = added.json['item'] as { id: string; label: string; synced: boolean };
  expect(item).toMatchObject({ label: 'Mine', lastUsedAt: null });
  expect(await keysOf(user)).toEqual(['webauthn-passwordless']);

  const test = await call(page, 'POST', '/api/passkeys/tests', { credential: item.id });
  const response = await signInPage(page, test.json['options']);
  const tested = await call(page, 'POST', `/api/passkeys/tests/${String(test.json['id'])}/confirmation`, { response });
  expect(tested).toMatchObject({ status: 200, json: { lastUsedWith: { browser: 'Chrome', os: 'Linux' } } });

  // Signing out leaves the browser its passkey; Keycloak's page asks for it by itself.
  await page.context().clearCookies();
  await page.goto(`${bridge.url}/sessions`);
  await page.waitForURL((at) => at.href.startsWith(bridge.url));
  expect(await page.title()).toContain('Account security');

  const asked = { operation: 'passkeys.remove', target: item.id };
  const challenge = await call(page, 'POST', '/api/reauthentication/challenges', { ...asked, kind: 'passkey' });
  const assertion = { id: challenge.json['id'], response: await signInPage(page, challenge.json['options']) };
  const proved = await call(page, 'POST', '/api/reauthentication', { ...asked, assertion });
  expect(proved).toMatchObject({ status: 200, json: { operation: 'passkeys.remove' } });
  expect((await call(page, 'POST', '/api/reauthentication', { ...asked, assertion })).status).toBe(403);
  expect((await call(page, 'DELETE', `/api/passkeys/${item.id}`)).status).toBe(204);
  expect(await keysOf(user)).toEqual([]);
});

test('a security key is made in the page, with a first set of recovery codes, and is asked after the password', async () => {
  const { user, page } = await someone('usb');
  const added = await enrol(page, user, 'security-key');
  expect([added.status, added.json.type]).toEqual([200, undefined]);
  expect(added.json['recoveryCodes']).toMatchObject({ codes: expect.any(Array) });
  expect(await keysOf(user)).toEqual(['webauthn']);

  await page.context().clearCookies();
  await page.goto(`${bridge.url}/sessions`);
  await fillSignIn(page, user);
  await answerWithKey(page);
  await page.waitForURL((at) => at.href.startsWith(bridge.url));
  expect(await page.title()).toContain('Account security');

  const { id } = added.json['item'] as { id: string };
  const asked = { operation: 'passkeys.remove', target: id };
  const alone = await call(page, 'POST', '/api/reauthentication', { ...asked, password: user.password });
  expect(alone.status).toBe(400);
  const challenge = await call(page, 'POST', '/api/reauthentication/challenges', { ...asked, kind: 'security-key' });
  const assertion = { id: challenge.json['id'], response: await signInPage(page, challenge.json['options']) };
  const proved = await call(page, 'POST', '/api/reauthentication', { ...asked, password: user.password, assertion });
  expect(proved.status).toBe(200);
  expect((await call(page, 'DELETE', `/api/passkeys/${id}`)).status).toBe(204);
});

test('the last passkey of somebody without a password stays', async () => {
  const { user, page } = await someone('platform');
  const added = await enrol(page, user, 'passkey');
  const { id } = added.json['item'] as { id: string };
  const password = (await realm.admin.users.getCredentials({ realm: realm.name, id: user.id })).find(
    ({ type }) => type === 'password',
  );
  await realm.admin.users.deleteCredential({ realm: realm.name, id: user.id, credentialId: password?.id ?? '' });
  const asked = { operation: 'passkeys.remove', target: id };
  const challenge = await call(page, 'POST', '/api/reauthentication/challenges', { ...asked, kind: 'passkey' });
  const assertion = { id: challenge.json['id'], response: await signInPage(page, challenge.json['options']) };
  expect((await call(page, 'POST', '/api/reauthentication', { ...asked, assertion })).status).toBe(200);
  const refused = await call(page, 'DELETE', `/api/passkeys/${id}`);
  expect([refused.status, refused.json.type]).toEqual([409, 'urn:keyhold:problem:last-sign-in']);
  expect(await keysOf(user)).toEqual(['webauthn-passwordless']);
});
