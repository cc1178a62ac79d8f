import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { Person, Side } from './two-realms.ts';
import { TwoRealms } from './two-realms.ts';

// The threat: who holds a live session, or writes the link that somebody follows, starts an action of Keycloak's by `kc_action`
// and changes a factor without a proof. The bound: in a managed realm none of them starts, and none that was imposed is skipped.

const things = new AsyncDisposableStack();
let realms: TwoRealms;
let managed: Side;
let stock: Side;
let required: TestRealm;

beforeAll(async () => {
  realms = things.use(await TwoRealms.open());
  ({ managed, stock } = realms);
  required = things.use(await TestRealm.make({ secondFactor: 'required' }));
}, 60_000);
afterAll(() => things.disposeAsync());

const REFUSED = 'error';

test.each([
  ['CONFIGURE_TOTP', 'set-up'],
  ['CONFIGURE_TOTP:with-parameter', 'set-up'],
  ['UPDATE_PASSWORD', 'new password'],
  ['CONFIGURE_RECOVERY_AUTHN_CODES', 'recovery codes set-up'],
  ['delete_credential', 'deletion'],
] as const)(
  'kc_action=%s is refused in a managed realm, and runs in a stock one',
  async (name, page) => {
    const inManaged = await managed.addPerson();
    const before = await managed.credentials(inManaged);
    const action = await started(name, managed, inManaged);
    const refused = await managed.signIn(inManaged, action);
    expect([refused.asked, refused.back?.get('kc_action_status')]).toEqual(['signed in', REFUSED]);
    const again = await managed.goOn(refused, action);
    expect([again.asked, again.back?.get('kc_action_status')]).toEqual(['signed in', REFUSED]);
    expect(await managed.credentials(inManaged)).toEqual(before);

    const inStock = await stock.addPerson();
    expect((await stock.signIn(inStock, await started(name, stock, inStock))).asked).toBe(page);
  },
  30_000,
);

async function started(name: string, side: Side, person: Person): Promise<string> {
  return name === 'delete_credential' ? `${name}:${(await side.credentials(person))['otp'] ?? ''}` : name;
}

test('in the stock realm the page does delete the app', async () => {
  const person = await stock.addPerson();
  const signIn = await stock.signIn(person, await started('delete_credential', stock, person));
  expect(await signIn.submit({ accept: 'yes' })).toBe('signed in');
  expect(Object.keys(await stock.credentials(person)).sort()).toEqual(['password', 'recovery-authn-codes']);
});

// A refused action is skipped by Keycloak, whoever asked for it: what was imposed must not be skipped by naming it.
test.each([
  ['CONFIGURE_TOTP', 'set-up'],
  ['UPDATE_PASSWORD', 'new password'],
  ['CONFIGURE_RECOVERY_AUTHN_CODES', 'recovery codes set-up'],
] as const)('an imposed %s runs, whatever the address names, and cannot be cancelled', async (name, page) => {
  const person = await managed.addPerson([name]);
  const signIn = await managed.signIn(person, name);
  expect(signIn.asked).toBe(page);
  expect(await signIn.submit({ 'cancel-aia': 'true' })).not.toBe('signed in');
  const { admin } = realms.testRealm;
  expect(await admin.users.findOne({ realm: managed.realm, id: person.id })).toMatchObject({ requiredActions: [name] });
});

test('a temporary password is replaced, whatever the address names', async () => {
  const person = await managed.addPerson([], { temporary: true });
  const signIn = await managed.signIn(person, 'UPDATE_PASSWORD');
  expect(signIn.asked).toBe('new password');
  const next = `${person.password}-2`;
  expect(await signIn.submit({ 'password-new': next, 'password-confirm': next })).toBe('signed in');
  const again = await managed.addPerson([], { temporary: true });
  expect((await managed.signIn(again, 'CONFIGURE_TOTP')).asked).toBe('new password');
});

test.each(['CONFIGURE_TOTP', 'UPDATE_PASSWORD', 'delete_credential:none'])(
  'where a second factor is required, kc_action=%s is no way past its set-up',
  async (action) => {
    const { name: realm, bridge: client } = required;
    const user = await required.addUser(`nora-${action.slice(0, 6).toLowerCase()}`);
    const signIn = await SignIn.open(realm, { client, query: { kc_action: action } });
    expect(await signIn.password(user)).toBe('set-up');
    expect(await signIn.submit({ 'cancel-aia': 'true' })).toBe('set-up');
  },
);
