import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuthenticatorApp, proveFor } from '../../support/authenticator-app.ts';
import type { PluginCaller } from '../../support/authenticator-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: in a realm that requires a second factor, two removals at once each find the other's app and both go through.
// The bound: one app stays.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let caller: PluginCaller;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional' }));
  alice = await realm.addUser('alice');
  caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
}, 60_000);

afterAll(() => things.disposeAsync());

test('of two parallel removals of the last two apps one is refused', async () => {
  const enrol = { operation: 'totp.enrol', target: '', password: alice.password };
  const first = await proveFor(realm.name, caller, enrol);
  const one = await new AuthenticatorApp().enrol(realm.name, caller, first.grant, 'One');
  const second = await proveFor(realm.name, caller, { ...enrol, code: one.code() });
  const two = await new AuthenticatorApp().enrol(realm.name, caller, second.grant, 'Two');
  // From now on, by attribute alone: whoever signs in anew would be sent to set one up.
  const { attributes } = (await realm.admin.realms.findOne({ realm: realm.name })) ?? {};
  await realm.admin.realms.update(
    { realm: realm.name },
    { attributes: { ...attributes, 'keyhold.second-factor': 'required' } },
  );

  const removal = { operation: 'totp.remove', password: alice.password };
  const ofOne = await proveFor(realm.name, caller, { ...removal, target: one.id, code: one.code(1) });
  const ofTwo = await proveFor(realm.name, caller, { ...removal, target: two.id, code: two.code(1) });
  const answers = await Promise.all([
    callPlugin(realm.name, { ...caller, grant: ofOne.grant, method: 'DELETE', path: `/totp/${one.id}` }),
    callPlugin(realm.name, { ...caller, grant: ofTwo.grant, method: 'DELETE', path: `/totp/${two.id}` }),
  ]);
  // The later one finds the last app, or, when it comes a moment after, that the removal has voided its grant.
  const refused = answers.filter(({ status }) => status !== 204);
  expect(refused).toHaveLength(1);
  expect(['last-factor', 'step-up-required']).toContain(refused[0]?.problem);
  const overview = await callPlugin(realm.name, { ...caller, path: '/overview' });
  expect((overview.json as { totp: { items: unknown[]; required: boolean } }).totp).toMatchObject({
    required: true,
    items: [expect.anything()],
  });
}, 60_000);
