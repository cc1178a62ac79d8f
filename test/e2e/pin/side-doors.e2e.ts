import { argon2Sync, createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askingPin, changePin, goodPin, otherPin, pinOf, setPin } from '../../support/pin.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { claimsOf } from '../../support/step-up-request.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { directGrant, tokenRequest } from '../../support/tokens.ts';

// Keycloak's own ways past the page. The threat: an administrator's script, a stolen token or an edited address plants a PIN
// that its user never chose, reads one, or makes an application believe that one was entered.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let shop: TestClient;

beforeAll(async () => {
  const pin = { mode: 'on', missing: 'set-up', 'step-up': true } as const;
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', pin }));
  shop = await realm.addClient('shop');
}, 60_000);
afterAll(() => things.disposeAsync());

const plantedPin = '596382';
const salt = Buffer.alloc(16, 7);

/** Right to the last byte, as only who knows the server's key can make it; the demo's everybody knows. */
function planted(): { type: string; credentialData: string; secretData: string } {
  const pepper = 'KEYHOLD-DEMO-PEPPER-known-to-everybody';
  const message = createHmac('sha256', pepper).update(plantedPin).digest('hex');
  const cost = { parallelism: 1, tagLength: 32, memory: 7168, passes: 5 };
  const value = argon2Sync('argon2id', { message, nonce: salt, ...cost }).toString('base64');
  const parameters = { hashLength: ['32'], memory: ['7168'], type: ['id'], version: ['1.3'], parallelism: ['1'] };
  const argon2 = { hashIterations: 5, algorithm: 'argon2', additionalParameters: parameters };
  return {
    type: 'keyhold-pin',
    credentialData: JSON.stringify({ pepper: 'demo', provedAt: 0, argon2 }),
    secretData: JSON.stringify({ value, salt: salt.toString('base64'), additionalParameters: {} }),
  };
}

/** Keycloak's admin API as any script calls it. */
async function admin(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${await realm.admin.getAccessToken()}`,
    'content-type': 'application/json',
  };
  const url = `${testRun().keycloakUrl}/admin/realms${path}`;
  const answer = await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  return { status: answer.status, text: await answer.text() };
}

const ofUser = ({ id }: Pick<TestUser, 'id'>, path = ''): string => `/${realm.name}/users/${id}${path}`;

async function storedPins(realmName: string, id: string): Promise<{ id?: string }[]> {
  const all = await realm.admin.users.getCredentials({ realm: realmName, id });
  return all.filter(({ type }) => type === 'keyhold-pin');
}

/** Undefined where there is no such user, or no such realm. */
async function idOf(username: string, realmName = realm.name): Promise<string | undefined> {
  const { status, text } = await admin('GET', `/${realmName}/users?username=${username}&exact=true`);
  return status === 404 ? undefined : (JSON.parse(text) as { id: string }[])[0]?.id;
}

const atPin = (client: TestClient, query = askingPin()): Promise<SignIn> => SignIn.open(realm.name, { client, query });

test.each([
  ['PUT of the user', (user: TestUser) => admin('PUT', ofUser(user), { credentials: [planted()] })],
  [
    'PUT of the user with a value',
    (user: TestUser) => admin('PUT', ofUser(user), { credentials: [{ type: 'keyhold-pin', value: plantedPin }] }),
  ],
  [
    'reset-password',
    (user: TestUser) => admin('PUT', ofUser(user, '/reset-password'), { type: 'keyhold-pin', value: plantedPin }),
  ],
  [
    'partial import over the user',
    ({ username }: TestUser) =>
      admin('POST', `/${realm.name}/partialImport`, {
        ifResourceExists: 'OVERWRITE',
        users: [{ username, enabled: true, credentials: [planted()] }],
      }),
  ],
])('the admin API plants none for who has none, by %s', async (_, plant) => {
  const user = await realm.addUser(`none-${Math.random().toString(36).slice(2)}`);
  await plant(user);
  expect(await storedPins(realm.name, (await idOf(user.username)) ?? user.id)).toEqual([]);
});

test('nor with a new user, nor with a new realm that says it is managed', async () => {
  const { attributes } = (await realm.admin.realms.findOne({ realm: realm.name })) ?? {};
  const imported = `${realm.name}-imported`;
  const user = (username: string) => ({ username, enabled: true, credentials: [planted()] });
  await admin('POST', `/${realm.name}/users`, user('made'));
  await admin('POST', `/${realm.name}/partialImport`, { ifResourceExists: 'SKIP', users: [user('brought')] });
  try {
    await admin('POST', '', { realm: imported, enabled: true, attributes, users: [user('moved')] });
    for (const [name, username] of [
      [realm.name, 'made'],
      [realm.name, 'brought'],
      [imported, 'moved'],
    ] as const) {
      const id = await idOf(username, name);
      expect([username, id === undefined ? [] : await storedPins(name, id)]).toEqual([username, []]);
    }
  } finally {
    await admin('DELETE', `/${imported}`);
  }
});

test('the admin API changes none, and what it can do to one lets no other PIN in', async () => {
  const user = await realm.addUser('alice');
  const caller = await setPin(realm, user, goodPin);
  const [{ id = '' } = {}] = await storedPins(realm.name, user.id);
  const there = () => realm.admin.users.getCredentials({ realm: realm.name, id: user.id });
  const before = await there();
  await admin('PUT', ofUser(user), { credentials: [planted()] });
  await admin('PUT', ofUser(user), { credentials: [{ id, ...planted() }] });
  await admin('PUT', ofUser(user, `/credentials/${id}`), planted());
  expect(await there()).toEqual(before);
  await admin('PUT', ofUser(user, `/credentials/${id}/userLabel`), 'mine now');
  await admin('POST', ofUser(user, `/credentials/${id}/moveToFirst`));
  await admin('POST', ofUser(user, `/credentials/${id}/moveAfter/${before[0]?.id}`));
  expect((await changePin(realm, caller, plantedPin)).problem).toBe('proof-refused');
  const step = await atPin(shop);
  expect(await step.password(user)).toBe('PIN');
  expect(await step.submit({ pin: plantedPin })).toBe('PIN');
  expect(await step.submit({ pin: goodPin })).toBe('signed in');
  // What an administrator removes is removed.
  await admin('DELETE', ofUser(user, `/credentials/${id}`));
  expect(await pinOf(realm, caller)).toMatchObject({ setAt: null });
});

test('neither the admin API nor an export tells a PIN or its hash', async () => {
  const user = await realm.addUser('bob');
  await setPin(realm, user, goodPin);
  const [{ id = '' } = {}] = await storedPins(realm.name, user.id);
  const answers = [
    await admin('GET', ofUser(user)),
    await admin('GET', ofUser(user, '/credentials')),
    await admin('GET', `/${realm.name}/users?username=bob&briefRepresentation=false`),
    await admin('GET', `/${realm.name}`),
    await admin('POST', `/${realm.name}/partial-export?exportClients=true&exportGroupsAndRoles=true`),
    await admin('GET', ofUser(user, `/credentials/${id}`)),
  ];
  expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  for (const { text } of answers) {
    expect(text).not.toMatch(/secretData|"salt|\\"salt/);
    expect(text).not.toContain(goodPin);
  }
  expect(answers[1]?.text).toContain('"type":"keyhold-pin"');
});

test('Account REST shows that there is one, and neither removes it nor offers to set one up', async () => {
  const user = await realm.addUser('carol');
  const caller = await setPin(realm, user, goodPin);
  const { access_token: token } = await directGrant(realm.name, shop, user);
  const account = (method: string, path: string) =>
    fetch(`${realm.issuer}/account${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
  const text = await (await account('GET', '/credentials')).text();
  expect(text).not.toMatch(/secretData|"salt|\\"salt/);
  const kinds = JSON.parse(text) as { type: string; removeable: boolean; createAction?: string; category: string }[];
  const [kind] = kinds.filter(({ type }) => type === 'keyhold-pin');
  expect(kind).toMatchObject({ removeable: false, category: 'basic-authentication' });
  expect(kind).not.toHaveProperty('createAction');
  const [{ id = '' } = {}] = await storedPins(realm.name, user.id);
  const refused = await account('DELETE', `/credentials/${id}`);
  expect([refused.status, await refused.json()]).toEqual([
    400,
    expect.objectContaining({ error: 'Credential type cannot be removed' }),
  ]);
  expect((await changePin(realm, caller, goodPin)).status).toBe(200);
});

test('kc_action=keyhold-set-up-pin in an address starts nothing, signed in or not', async () => {
  const user = await realm.addUser('dave');
  const query = { kc_action: 'keyhold-set-up-pin' };
  const signIn = await SignIn.open(realm.name, { client: shop, query });
  expect(await signIn.password(user)).toBe('signed in');
  expect(signIn.back?.get('kc_action_status')).toBe('error');
  const again = await SignIn.open(realm.name, { client: shop, query, browser: signIn.browser });
  expect([again.asked, again.back?.get('kc_action_status')]).toEqual(['signed in', 'error']);
  expect(await storedPins(realm.name, user.id)).toEqual([]);
});

// The threat beside it: the action stands before the very page that it leads to, and shuts its user out of everything.
test('imposed by an administrator it leads to the page, no address and no button is a way past it, and the page itself is open', async () => {
  const user = await realm.addUser('erin');
  const impose = () =>
    realm.admin.users.update({ realm: realm.name, id: user.id }, { requiredActions: ['keyhold-set-up-pin'] });
  await impose();
  const signIn = await SignIn.open(realm.name, { client: shop, query: { kc_action: 'keyhold-set-up-pin' } });
  expect(await signIn.password(user)).toBe('way to a PIN');
  expect(await signIn.submit({ 'cancel-aia': 'true' })).toBe('way to a PIN');
  expect(await signIn.submit({ pin: goodPin })).toBe('way to a PIN');
  expect(await storedPins(realm.name, user.id)).toEqual([]);

  const caller = await setPin(realm, user, goodPin);
  expect(await realm.admin.users.findOne({ realm: realm.name, id: user.id })).toMatchObject({ requiredActions: [] });
  expect(await signIn.submit({})).toBe('signed in');
  await impose();
  const again = await SignIn.open(realm.name, { client: shop });
  expect(await again.password(user)).toBe('signed in');
  expect((await changePin(realm, caller, goodPin)).status).toBe(200);
});

test('who is at the page without the PIN that was imposed is still asked for it everywhere else', async () => {
  const user = await realm.addUser('grace');
  const requiredActions = ['keyhold-set-up-pin'];
  await realm.admin.users.update({ realm: realm.name, id: user.id }, { requiredActions });
  const page = await SignIn.open(realm.name, { client: realm.bridge });
  expect(await page.password(user)).toBe('signed in');
  expect(await realm.admin.users.findOne({ realm: realm.name, id: user.id })).toMatchObject({ requiredActions });
  const elsewhere = await SignIn.open(realm.name, { client: shop, browser: page.browser });
  expect(elsewhere.asked).toBe('way to a PIN');
});

test('after max_age the sign-in is asked again, and nothing of an earlier PIN is told', async () => {
  const user = await realm.addUser('frank');
  await setPin(realm, user, goodPin);
  const first = await atPin(shop);
  await first.password(user);
  expect(await first.submit({ pin: goodPin })).toBe('signed in');
  const proved = await claims(first);
  expect(proved['acr']).toBe('keyhold-pin');
  while (Date.now() / 1000 < Number(proved['auth_time']) + 3) await pause(200);

  const open = (query: Record<string, string>) =>
    SignIn.open(realm.name, { client: shop, query: { ...query, max_age: '1' }, browser: first.browser });
  const plain = await open({ nonce: askingPin()['nonce'] ?? '' });
  expect(plain.asked).toBe('password');
  expect(await plain.password(user)).toBe('signed in');
  const { acr, auth_time } = await claims(plain);
  expect(acr).not.toBe('keyhold-pin');
  expect(auth_time).toBeGreaterThan(Number(proved['auth_time']));
  while (Date.now() / 1000 < Number(auth_time) + 3) await pause(200);

  const asked = await open(askingPin());
  expect(await asked.password(user)).toBe('PIN');
  expect(await asked.submit({ pin: otherPin })).toBe('PIN');
  expect(await asked.submit({ pin: goodPin })).toBe('signed in');
  const again = await claims(asked);
  expect(again).toMatchObject({ acr: 'keyhold-pin' });
  expect(again['auth_time']).toBeGreaterThan(Number(auth_time));
});

/** What the ID token says that this sign-in's code is good for. */
async function claims({ back }: SignIn): Promise<Record<string, unknown>> {
  const { status, body } = await tokenRequest(realm.name, shop, {
    grant_type: 'authorization_code',
    code: back?.get('code') ?? '',
    redirect_uri: shop.redirectUri,
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  });
  expect([status, body.error]).toEqual([200, undefined]);
  return claimsOf(body.id_token ?? '');
}
