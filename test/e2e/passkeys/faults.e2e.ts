import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { signIn, startBrowser, visitor } from '../../support/browser.ts';
import { proven } from '../../support/grant.ts';
import { addKey, call, called, listed, made, provedBy, tested } from '../../support/key-calls.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { plugIn, signInPage } from '../../support/security-keys.ts';
import type { VirtualAuthenticator } from '../../support/security-keys.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { Key } from '../../support/software-key.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

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

/** Somebody new, signed in with the password in a browser that has an authenticator of this kind. */
async function someone(kind: 'platform' | 'usb'): Promise<{ user: TestUser; page: Page; key: VirtualAuthenticator }> {
  people += 1;
  const user = await realm.addUser(`person${people}`);
  const page = await visitor(browser);
  const key = await plugIn(page, kind);
  await signIn(page, `${bridge.url}/passkeys`, user);
  return { user, page, key };
}

const touch = ({ cdp, id }: VirtualAuthenticator, enabled: boolean): Promise<unknown> =>
  cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled });

const keysOf = async ({ id }: TestUser): Promise<string[]> => {
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id });
  return all.map(({ type = '' }) => type).filter((type) => type.startsWith('webauthn'));
};

// Threat: a proof that was given before a factor came is used after it. Bound: whatever adds one voids it, another tab's as well.
test('of two tabs that add a key at once one adds it, the other reads that its enrolment is over, and from then on the key is asked for', async () => {
  const { user, page } = await someone('usb');
  const tab = await page.context().newPage();
  await plugIn(tab, 'usb');
  await tab.goto(`${bridge.url}/passkeys`);
  const [first, second] = [await made(page, user, 'security-key'), await made(tab, user, 'security-key')];
  const confirm = (at: Page, { path, response }: typeof first) => call(at, 'POST', path, { response, label: null });
  const answers = await Promise.all([confirm(page, first), confirm(tab, second)]);
  const won = answers.find(({ status }) => status === 200);
  const lost = answers.find(({ status }) => status !== 200);
  expect([lost?.status, lost?.json.type]).toEqual([404, 'urn:keyhold:problem:enrolment-gone']);
  expect(won?.json['recoveryCodes']).toMatchObject({ codes: expect.any(Array) });
  const { id } = won?.json['item'] as { id: string };
  const shown = async (at: Page): Promise<string[]> => (await listed(at, 'security-key')).map((item) => item.id);
  expect([await shown(page), await shown(tab)]).toEqual([[id], [id]]);
  expect(await keysOf(user)).toEqual(['webauthn']);

  const [winner, loser] = answers[0] === won ? [page, tab] : [tab, page];
  expect((await tested(winner, id)).status).toBe(200);
  const proof = { operation: 'passkeys.enrol', target: 'passkey' };
  const stale = await call(loser, 'POST', '/api/reauthentication', { ...proof, password: user.password });
  expect(stale.status).toBe(400);
});

test('of two authenticators at once the one that is touched is added, then the other; each works beside the other', async () => {
  const { user, page, key: platform } = await someone('platform');
  const usb = await plugIn(page, 'usb');
  await touch(usb, false);
  const passkey = await addKey(page, user, 'passkey');
  await touch(platform, false);
  await touch(usb, true);
  const securityKey = await addKey(page, user, 'security-key');
  expect((await keysOf(user)).sort()).toEqual(['webauthn', 'webauthn-passwordless']);
  await touch(platform, true);
  expect((await tested(page, passkey.id)).json).toMatchObject({ id: passkey.id });
  expect((await tested(page, securityKey.id)).json).toMatchObject({ id: securityKey.id });
});

test('a key that nobody touches is told as too late, and nothing is added', async () => {
  const live = (await realm.admin.realms.findOne({ realm: realm.name })) ?? {};
  const withTimeout = (seconds: number) => ({ ...live, webAuthnPolicyPasswordlessCreateTimeout: seconds });
  await realm.admin.realms.update({ realm: realm.name }, withTimeout(1));
  try {
    const { user, page, key } = await someone('platform');
    await touch(key, false);
    await takenOver(page);
    await page.locator('keyhold-passkeys-card').getByRole('button', { name: 'Add passkey' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
    await dialog.getByLabel('Password', { exact: true }).fill(user.password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page
      .getByText(/No key has answered in time\. Nothing was changed\./)
      .first()
      .waitFor();
    expect(await keysOf(user)).toEqual([]);
    expect(await listed(page, 'passkey')).toEqual([]);
  } finally {
    await realm.admin.realms.update({ realm: realm.name }, withTimeout(0));
  }
});

// Threat: a key was copied, and the copy signs. Bound: Keycloak's count tells them apart, and the copy proves nothing.
test('a key whose count goes back is refused as a test and as a proof, and its original still works', async () => {
  const { user, page, key } = await someone('platform');
  const { id } = await addKey(page, user, 'passkey');
  expect((await tested(page, id)).status).toBe(200);
  const { cdp, id: authenticatorId } = key;
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  const [original] = credentials;
  if (original === undefined) throw new Error('The authenticator has lost its passkey');
  const holds = async (signCount: number): Promise<void> => {
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...original, signCount } });
  };
  await holds(0);
  const copy = await tested(page, id);
  expect([copy.status, copy.json]).toMatchObject([422, { reason: 'counter' }]);
  expect(copy.json.type).toBe('urn:keyhold:problem:assertion-refused');
  await holds(0);
  const proof = await provedBy(page, 'passkey', id);
  expect([proof.status, proof.json.type]).toEqual([403, 'urn:keyhold:problem:proof-refused']);
  const refused = await call(page, 'DELETE', `/api/passkeys/${id}`);
  expect([refused.status, refused.json.type]).toEqual([401, 'urn:keyhold:problem:step-up-required']);
  expect(await keysOf(user)).toEqual(['webauthn-passwordless']);
  await holds(original.signCount + 5);
  expect((await tested(page, id)).status).toBe(200);
});

test('a removed key answers no test and no proof any more, not even one that was asked before', async () => {
  const { user, page, key } = await someone('platform');
  const goes = await addKey(page, user, 'passkey');
  await touch(key, false);
  await plugIn(page, 'usb');
  const stays = await addKey(page, user, 'security-key');
  await touch(key, true);
  const test = await called(page, 'POST', '/api/passkeys/tests', { credential: goes.id });
  const asked = { operation: 'passkeys.remove', target: stays.id };
  const proof = await called(page, 'POST', '/api/reauthentication/challenges', { ...asked, kind: 'passkey' });
  const responses = [await signInPage(page, test['options']), await signInPage(page, proof['options'])];
  expect((await provedBy(page, 'passkey', goes.id)).status).toBe(200);
  expect((await call(page, 'DELETE', `/api/passkeys/${goes.id}`)).status).toBe(204);

  const path = `/api/passkeys/tests/${String(test['id'])}/confirmation`;
  const late = await call(page, 'POST', path, { response: responses[0] });
  expect([late.status, late.json]).toMatchObject([422, { reason: 'unknown-key' }]);
  const assertion = { id: proof['id'], response: responses[1] };
  const refused = await call(page, 'POST', '/api/reauthentication', { ...asked, assertion });
  expect([refused.status, refused.json.type]).toEqual([403, 'urn:keyhold:problem:proof-refused']);
  expect((await call(page, 'POST', '/api/passkeys/tests', { credential: goes.id })).status).toBe(404);
  expect(await keysOf(user)).toEqual(['webauthn']);
});

test("a removed key signs in at Keycloak's page no more, whoever removed it", async () => {
  const { name, admin, bridge: client } = realm;
  const keyHolder = async (username: string) => {
    const user = await realm.addUser(username);
    const key = new Key('webauthn-passwordless', testRun().keycloakUrl, user.id);
    await admin.users.update({ realm: name, id: user.id }, { credentials: [key.stored] });
    expect(await (await SignIn.open(name, { client })).key(key)).toBe('signed in');
    const stored = await admin.users.getCredentials({ realm: name, id: user.id });
    return { user, key, id: stored.find(({ type }) => type === key.stored.type)?.id ?? '' };
  };
  const ours = await keyHolder('ours');
  const tokens = { user: (await realm.userTokens(ours.user)).access_token, bridge: await realm.bridgeToken() };
  const body = { operation: 'passkeys.remove', target: ours.id, password: ours.user.password };
  const proof = await proven(() => callPlugin(name, { ...tokens, method: 'POST', path: '/reauthentication', body }));
  const { grant } = proof.json as { grant: string };
  const removed = await callPlugin(name, { ...tokens, method: 'DELETE', path: `/passkeys/${ours.id}`, grant });
  expect(removed.status).toBe(204);
  const theirs = await keyHolder('theirs');
  await admin.users.deleteCredential({ realm: name, id: theirs.user.id, credentialId: theirs.id });
  for (const { user, key } of [ours, theirs]) {
    expect(await (await SignIn.open(name, { client })).key(key)).toBe('password');
    expect(await keysOf(user)).toEqual([]);
  }
});
