import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuthenticatorApp, proveFor } from '../../support/authenticator-app.ts';
import type { PluginCaller } from '../../support/authenticator-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: who lost the app is locked out of the page, or a recovery code opens more than it must. The bound: password and
// one unused code open three changes once each for ten minutes, spend that code, and end all other sessions.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let caller: PluginCaller;
let elsewhere: PluginCaller;
let app: AuthenticatorApp;
let codes: string[];

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional' }));
  alice = await realm.addUser('alice');
  const bridge = await realm.bridgeToken();
  elsewhere = { user: (await realm.userTokens(alice)).access_token, bridge };
  caller = { user: (await realm.userTokens(alice)).access_token, bridge };
  const enrol = { operation: 'totp.enrol', target: '', password: alice.password };
  const { grant } = await proveFor(realm.name, caller, enrol);
  app = await new AuthenticatorApp().enrol(realm.name, caller, grant, 'Lost phone');
  codes = app.recoveryCodes?.codes ?? [];
}, 60_000);

afterAll(() => things.disposeAsync());

const remove = (grant?: string) =>
  callPlugin(realm.name, { ...caller, grant, method: 'DELETE', path: `/totp/${app.id}` });
const generate = (grant?: string) =>
  callPlugin(realm.name, { ...caller, grant, method: 'POST', path: '/recovery-codes' });
const rescueWith = (recoveryCode: string) => {
  const body = { operation: 'totp.remove', target: app.id, password: alice.password, recoveryCode };
  return callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body });
};

test('the refusal says what may be proved, and that a recovery code may stand in', async () => {
  const refused = await remove();
  expect(refused.problem).toBe('step-up-required');
  const [methods, operation] = [[{ kind: 'password', and: 'totp' }], 'totp.remove'];
  expect(refused.json).toMatchObject({ operation, target: app.id, methods, rescue: true });
});

test('a password alone is not enough, and a wrong code is said to be the code', async () => {
  const proof = { operation: 'totp.remove', target: app.id, password: alice.password };
  const prove = (body: unknown) =>
    callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body });
  expect((await prove(proof)).problem).toBe('invalid-request');
  const wrong = [app.code(-1), app.code(), app.code(1)].includes('000000') ? '111111' : '000000';
  expect((await prove({ ...proof, code: wrong })).json).toMatchObject({
    type: 'urn:keyhold:problem:proof-refused',
    field: 'code',
  });
});

test('password and recovery code open each change that they cover once, spend the code, and end the other sessions', async () => {
  expect((await callPlugin(realm.name, { ...elsewhere, path: '/sessions' })).status).toBe(200);
  const rescued = await rescueWith(codes[0] ?? '');
  expect(rescued.json).toMatchObject({
    operation: 'rescue',
    covers: ['totp.remove', 'totp.enrol', 'passkeys.remove', 'passkeys.enrol', 'recovery-codes.generate', 'pin.set'],
    methods: ['password', 'recovery-code'],
  });
  expect((await callPlugin(realm.name, { ...elsewhere, path: '/sessions' })).problem).toBe('not-signed-in');
  expect((await rescueWith(codes[0] ?? '')).json).toMatchObject({ field: 'recoveryCode' });

  const { grant } = rescued.json as { grant: string };
  expect((await remove(grant)).status).toBe(204);
  expect((await generate(grant)).status).toBe(201);
  const next = await new AuthenticatorApp().enrol(realm.name, caller, grant, 'New phone');
  expect(next.id).not.toBe(app.id);
  // Each once.
  expect((await generate(grant)).problem).toBe('step-up-required');
  const again = { ...caller, grant, method: 'POST', path: '/totp/enrolments', body: { replaces: null } };
  expect((await callPlugin(realm.name, again)).problem).toBe('step-up-required');
});
