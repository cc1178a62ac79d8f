import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withApp } from '../../support/person-with-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TwoRealms } from './two-realms.ts';

// The threat: a stolen token of any application with Keycloak's account roles takes a factor away, or an administrator's
// script plants codes. The bound: in a managed realm neither; what an administrator removes is removed.

let realms: TwoRealms;

beforeAll(async () => {
  realms = await TwoRealms.open();
}, 60_000);
afterAll(() => realms[Symbol.asyncDispose]());

test.each(['otp', 'recovery-authn-codes'])(
  'Account REST removes no %s in a managed realm, and does in a stock one',
  async (type) => {
    const { managed, stock } = realms;
    const inManaged = await managed.addPerson();
    const before = await managed.credentials(inManaged);
    const refused = await managed.account(inManaged, 'DELETE', `/credentials/${before[type]}`);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'Credential type cannot be removed' }),
    ]);
    expect(await managed.credentials(inManaged)).toEqual(before);

    const inStock = await stock.addPerson();
    const stored = (await stock.credentials(inStock))[type];
    expect((await stock.account(inStock, 'DELETE', `/credentials/${stored}`)).status).toBe(204);
    expect(await stock.credentials(inStock)).not.toHaveProperty(type);
  },
);

test('Account REST offers neither to set anything up nor to remove it in a managed realm', async () => {
  const person = await realms.managed.addPerson();
  const answer = await realms.managed.account(person, 'GET', '/credentials');
  const types = (await answer.json()) as { type: string; removeable: boolean; createAction?: string }[];
  const ours = types.filter(({ type }) => ['otp', 'recovery-authn-codes', 'keyhold-recovery-codes'].includes(type));
  expect(ours.map(({ type }) => type)).toContain('otp');
  expect(ours.filter(({ removeable, createAction }) => removeable || createAction !== undefined)).toEqual([]);
});

test("the admin API plants no codes of Keyhold's, in neither realm", async () => {
  const { admin } = realms.testRealm;
  const planted = {
    type: 'keyhold-recovery-codes',
    secretData: JSON.stringify({ codes: ['aaaaaa-aaaaaa-aaaaaa'] }),
    credentialData: '{}',
  };
  for (const side of [realms.managed, realms.stock]) {
    const person = await side.addPerson();
    const before = await side.credentials(person);
    await admin.users
      .update({ realm: side.realm, id: person.id }, { credentials: [planted] })
      .catch(() => 'refused, or not stored');
    expect(await side.credentials(person)).toEqual(before);
  }
});

test('what an administrator removes is gone, app and codes', async () => {
  const { testRealm } = realms;
  const { user, caller } = await withApp(testRealm, await testRealm.addUser('alice'));
  const realm = testRealm.name;
  const overview = async () => (await callPlugin(realm, { ...caller, path: '/overview' })).json;
  expect(await overview()).toMatchObject({ recoveryCodes: { state: 'active' }, totp: { items: [expect.anything()] } });
  for (const { id: credentialId = '', type } of await testRealm.admin.users.getCredentials({ realm, id: user.id })) {
    if (type !== 'password') await testRealm.admin.users.deleteCredential({ realm, id: user.id, credentialId });
  }
  expect(await overview()).toMatchObject({ recoveryCodes: { state: 'none' }, totp: { items: [] } });
});
