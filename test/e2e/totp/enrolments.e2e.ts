import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuthenticatorApp, manyCodes, proveFor } from '../../support/authenticator-app.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import type { Moment } from '../../support/fault-proxy.ts';
import { proven } from '../../support/grant.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { visible } from '../../support/visible-answer.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let proxy: FaultProxy;
let bridge: BridgeProcess;
let people = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', lookAround: manyCodes }));
  proxy = things.use(await FaultProxy.to(testRun().keycloakUrl));
  bridge = things.use(await BridgeProcess.startFor(realm, { KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url }));
});

afterAll(() => things.disposeAsync());

interface Enrolling {
  user: TestUser;
  visit: BridgeVisitor;
  id: string;
  app: AuthenticatorApp;
}

/** Somebody new whose browser has just been told a key. */
async function enrolling(): Promise<Enrolling> {
  people += 1;
  const user = await realm.addUser(`person${people}`);
  const visit = await BridgeVisitor.signedIn(bridge.url, user);
  const body = { operation: 'totp.enrol', target: '', password: user.password };
  await proven(() => visit.call('POST', '/api/reauthentication', { body }));
  const started = await visit.call('POST', '/api/totp/enrolments', { body: { replaces: null } });
  expect([started.status, started.problem]).toEqual([200, undefined]);
  const { id, secret } = started.json as { id: string; secret: string };
  return { user, visit, id, app: new AuthenticatorApp(secret) };
}

const confirm = (visit: BridgeVisitor, id: string, code: string, label: string | null = null): Promise<ApiAnswer> =>
  visit.call('POST', `/api/totp/enrolments/${id}/confirmation`, { body: { code, label } });

const labels = async ({ id }: TestUser): Promise<string[]> => {
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id });
  return all.filter(({ type }) => type === 'otp').map(({ userLabel = '' }) => userLabel);
};

test('an enrolment that is over, foreign, not begun or no id at all is answered byte for byte like one that never was', async () => {
  const mine = await enrolling();
  const others = await enrolling();
  const missing = await confirm(mine.visit, randomUUID(), await mine.app.freshCode());
  expect([missing.status, missing.problem]).toEqual([404, 'enrolment-gone']);
  const gone = await enrolling();
  await gone.visit.call('DELETE', `/api/totp/enrolments/${gone.id}`);
  const done = await enrolling();
  expect((await confirm(done.visit, done.id, await done.app.freshCode())).status).toBe(200);
  const cases: [string, BridgeVisitor, string, AuthenticatorApp][] = [
    ['another person’s', mine.visit, others.id, others.app],
    ['cancelled', gone.visit, gone.id, gone.app],
    ['confirmed before', done.visit, done.id, done.app],
    ['no id', mine.visit, '..%2f..%2foverview', mine.app],
    ['300 characters', mine.visit, 'x'.repeat(300), mine.app],
  ];
  for (const [kind, visit, id, app] of cases) {
    expect([kind, visible(await confirm(visit, id, await app.freshCode()))]).toEqual([kind, visible(missing)]);
  }
  // Nobody's enrolment suffered from it.
  expect((await confirm(others.visit, others.id, await others.app.freshCode())).status).toBe(200);
  expect((await confirm(mine.visit, mine.id, await mine.app.freshCode())).status).toBe(200);
});

test('a key starts nothing by itself: without the proof, or in another browser of the same person, there is no enrolment', async () => {
  const { user, id, app } = await enrolling();
  const elsewhere = await BridgeVisitor.signedIn(bridge.url, user);
  const start = await elsewhere.call('POST', '/api/totp/enrolments', { body: { replaces: null } });
  expect([start.status, start.problem]).toEqual([401, 'step-up-required']);
  const foreign = await confirm(elsewhere, id, await app.freshCode());
  expect([foreign.status, foreign.problem]).toEqual([404, 'enrolment-gone']);
  expect(await labels(user)).toEqual([]);
});

test('straight at the plugin: a grant that began no enrolment confirms none, nor does a bound one another', async () => {
  const user = await realm.addUser('direct');
  const caller = { user: (await realm.userTokens(user)).access_token, bridge: await realm.bridgeToken() };
  const { grant } = await proveFor(realm.name, caller, {
    operation: 'totp.enrol',
    target: '',
    password: user.password,
  });
  const app = new AuthenticatorApp();
  const put = async (id: string, more = {}): Promise<ApiAnswer> => {
    const body = { secret: app.secret, code: await app.freshCode(), label: 'x', replaces: null, ...more };
    return callPlugin(realm.name, { ...caller, grant, method: 'PUT', path: `/totp/enrolments/${id}`, body });
  };
  const early = await put(randomUUID());
  expect([early.status < 200 || early.status > 299, await labels(user)]).toEqual([true, []]);
  const body = { replaces: null };
  const start = await callPlugin(realm.name, { ...caller, grant, method: 'POST', path: '/totp/enrolments', body });
  const { id } = start.json as { id: string };
  expect((await put(randomUUID())).status).not.toBe(200);
  expect((await put(id, { replaces: randomUUID() })).status).not.toBe(200);
  expect((await put(id, { secret: 'AAAA' })).problem).toBe('invalid-request');
  expect(await labels(user)).toEqual([]);
  expect((await put(id)).status).toBe(200);
  // Confirmed again with the same key it is the same app; with another one it is nobody's.
  expect((await put(id)).status).toBe(200);
  expect((await put(id, { secret: new AuthenticatorApp().secret })).problem).toBe('enrolment-gone');
  expect(await labels(user)).toEqual(['x']);
});

// The bound: whatever is lost on the way, one app is there in the end, its codes work, and what the person holds is what counts.
test.each<[string, Moment]>([
  ['before Keycloak heard of it', 'before'],
  ['after Keycloak stored it', 'done'],
])('Keycloak dies %s: the same confirmation once more is harmless, and brings the codes', async (_when, moment) => {
  const { user, visit, id, app } = await enrolling();
  const reached = proxy.trap(moment, { method: 'PUT', path: /\/keyhold\/totp\/enrolments\// });
  const code = await app.freshCode();
  const lost = confirm(visit, id, code, 'Phone');
  await reached;
  await proxy.goDown();
  const { status, problem } = await lost;
  expect([status, problem]).toEqual([503, 'keycloak-unavailable']);
  expect(await labels(user)).toEqual(moment === 'before' ? [] : ['Phone']);
  await proxy.comeBack();

  const again = await confirm(visit, id, code, 'Phone');
  expect([again.status, again.problem]).toEqual([200, undefined]);
  const { recoveryCodes } = again.json as { recoveryCodes: { codes: string[] } | null };
  expect(recoveryCodes?.codes).toHaveLength(10);
  expect(await labels(user)).toEqual(['Phone']);
  const overview = (await visit.call('GET', '/api/overview')).json as { recoveryCodes: object; totp: object };
  expect(overview.recoveryCodes).toMatchObject({ state: 'active', remaining: 10 });
  expect(overview.totp).toMatchObject({ items: [{ label: 'Phone' }] });
  const body = { operation: 'totp.enrol', target: '', password: user.password };
  const proof = { ...body, recoveryCode: recoveryCodes?.codes[0] };
  expect((await visit.call('POST', '/api/reauthentication', { body: proof })).status).toBe(200);
});

test.each([
  ['5 digits', '12345', 422],
  ['7 digits', '1234567', 422],
  ['letters', 'abcdef', 422],
  ['full-width digits', '１２３４５６', 422],
  ['nothing', '', 400],
  ['64 digits too many', '1'.repeat(65), 400],
])('a code of %s is refused without harm', async (_kind, code, status) => {
  const { user, visit, id } = await enrolling();
  expect((await confirm(visit, id, code)).status).toBe(status);
  expect(await labels(user)).toEqual([]);
});
