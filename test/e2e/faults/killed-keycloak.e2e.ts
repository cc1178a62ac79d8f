import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { fillSignIn, signIn, startBrowser, visitor } from '../../support/browser.ts';
import { eventually } from '../../support/eventually.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import type { Moment } from '../../support/fault-proxy.ts';
import { addKey, call, listed, made, tested } from '../../support/key-calls.ts';
import { keycloakAdmin } from '../../support/keycloak-admin.ts';
import { OwnKeycloak } from '../../support/own-keycloak.ts';
import { plugIn, registerKey } from '../../support/security-keys.ts';
import type { VirtualAuthenticator } from '../../support/security-keys.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { Key } from '../../support/software-key.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let keycloak: OwnKeycloak;
let realm: TestRealm;
let proxy: FaultProxy;
let bridge: BridgeProcess;
let browser: Browser;
let people = 0;

beforeAll(async () => {
  keycloak = things.use(await OwnKeycloak.start());
  // Realms of a killed Keycloak cannot be taken away: they go with its folder.
  realm = await TestRealm.make({ secondFactor: 'optional', keys: true, keycloak });
  proxy = things.use(await FaultProxy.to(keycloak.url));
  const env = { KEYHOLD_KEYCLOAK_URL: keycloak.url, KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url };
  bridge = things.use(await BridgeProcess.startFor(realm, env));
  browser = things.use(await startBrowser());
}, 300_000);

afterAll(() => things.disposeAsync());

/** Somebody new, signed in with the password in a browser that has an authenticator of this kind. */
async function someone(kind: 'platform' | 'usb'): Promise<{ user: TestUser; page: Page; key: VirtualAuthenticator }> {
  people += 1;
  const user = await addUser(`person${people}`);
  const page = await visitor(browser);
  const key = await plugIn(page, kind);
  await signIn(page, `${bridge.url}/`, user);
  return { user, page, key };
}

async function addUser(username: string): Promise<TestUser> {
  const admin = await keycloakAdmin(keycloak);
  const password = `${username}-password-42`;
  const names = { firstName: username, lastName: 'Example', email: `${username}@example.test` };
  const credentials = [{ type: 'password', value: password, temporary: false }];
  const { id } = await admin.users.create({ realm: realm.name, username, enabled: true, ...names, credentials });
  return { id, username, password };
}

async function keysOf({ id }: TestUser): Promise<string[]> {
  const all = await (await keycloakAdmin(keycloak)).users.getCredentials({ realm: realm.name, id });
  return all.filter(({ type }) => type?.startsWith('webauthn')).map((credential) => credential.id ?? '');
}

const killPoints: [string, Moment][] = [
  ['between the ceremony and storing', 'before'],
  ['once it has stored the key and before it said so', 'done'],
];

test.each(killPoints)(
  'Keycloak killed %s: nothing is shown that is not there, and a retry leaves one key that works',
  async (_, moment) => {
    const { user, page } = await someone('usb');
    const { path, response } = await made(page, user, 'security-key');
    const confirm = () => call(page, 'POST', path, { response, label: 'Mine' });
    const reached = proxy.trap(moment, { method: 'PUT', path: /\/keyhold\/passkeys\/enrolments\// });
    const cutOff = confirm();
    await reached;
    await keycloak.kill();
    const { status, json } = await cutOff;
    expect([status, json.type]).toEqual([503, 'urn:keyhold:problem:keycloak-unavailable']);

    await keycloak.start();
    await eventually('the same web session is served again', 10_000, async () => {
      return (await call(page, 'GET', '/api/overview')).status === 200;
    });
    const shown = async (): Promise<string[]> => (await listed(page, 'security-key')).map(({ id }) => id);
    const before = await shown();
    expect(before).toEqual(await keysOf(user));
    if (moment === 'before') expect(before).toEqual([]);

    const again = await confirm();
    expect([again.status, again.json.type]).toEqual([200, undefined]);
    expect(again.json['recoveryCodes']).toMatchObject({ codes: expect.any(Array) });
    const { id } = again.json['item'] as { id: string };
    expect([await shown(), await keysOf(user)]).toEqual([[id], [id]]);
    const late = await confirm();
    expect([late.status, late.json.type]).toEqual([404, 'urn:keyhold:problem:enrolment-gone']);
    expect(await shown()).toEqual([id]);
    expect((await tested(page, id)).status).toBe(200);
    await page.context().close();
  },
  180_000,
);

test('a count that went back, as a test and at sign-in, and a key that Keycloak’s page added are in the log, and of every key that is known the credential is there', async () => {
  const { user, page, key } = await someone('platform');
  const { id } = await addKey(page, user, 'passkey');
  expect((await tested(page, id)).status).toBe(200);
  const { cdp, id: authenticatorId } = key;
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
  for (const credential of credentials) {
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 0 } });
  }
  expect(await tested(page, id)).toMatchObject({ status: 422, json: { reason: 'counter' } });

  const admin = await keycloakAdmin(keycloak);
  const copied = await addUser('copied');
  const stolen = new Key('webauthn', keycloak.url);
  await admin.users.update({ realm: realm.name, id: copied.id }, { credentials: [stolen.stored] });
  const [stolenId] = await keysOf(copied);
  const copy = stolen.copy();
  const signInWith = async (who: Key): Promise<SignIn> => {
    const visit = await SignIn.open(realm.name, { client: realm.bridge, keycloakUrl: keycloak.url });
    expect(await visit.password(copied)).toBe('key');
    await visit.key(who);
    return visit;
  };
  expect((await signInWith(stolen)).asked).toBe('signed in');
  expect((await signInWith(copy)).text).toContain('Passkey authentication result is invalid');

  const other = await addUser('registering');
  await admin.users.update({ realm: realm.name, id: other.id }, { requiredActions: ['webauthn-register'] });
  const registering = await visitor(browser);
  await plugIn(registering, 'usb');
  registering.on('dialog', (dialog) => void dialog.accept('Keycloak’s'));
  await registering.goto(`${bridge.url}/`);
  await fillSignIn(registering, other);
  await registerKey(registering);
  await registering.waitForURL((at) => at.href.startsWith(bridge.url));
  const [registered] = await keysOf(other);

  await keycloak.stop();
  const log = await keycloak.rows(
    `select TYPE, TARGET from KEYHOLD_SECURITY_EVENT where USER_ID = '${user.id}' order by OCCURRED_AT`,
  );
  expect(log.filter(([type]) => type?.startsWith('passkey.'))).toEqual([
    ['passkey.enrolled', id],
    ['passkey.tested', id],
    ['passkey.counter-refused', id],
  ]);
  const rowsOf = (person: TestUser) =>
    keycloak.rows(`select TYPE, TARGET from KEYHOLD_SECURITY_EVENT where USER_ID = '${person.id}'`);
  expect(await rowsOf(copied)).toEqual([['passkey.counter-refused', stolenId]]);
  expect(await rowsOf(other)).toEqual([['security-key.enrolled', registered]]);
  const facts = 'KEYHOLD_FACTOR_FACT f left join CREDENTIAL c on c.ID = f.CREDENTIAL_ID';
  expect(await keycloak.rows(`select count(*), count(c.ID) from ${facts}`)).toEqual([['4', '4']]);
  const ofType = "c.TYPE like 'webauthn%' and u.REALM_ID = (select ID from REALM where NAME";
  const query = `select count(*) from CREDENTIAL c join USER_ENTITY u on u.ID = c.USER_ID where ${ofType} = '${realm.name}')`;
  // What is known of a key of Keycloak's own page begins with its first use.
  expect(await keycloak.rows(query)).toEqual([['5']]);
}, 120_000);
