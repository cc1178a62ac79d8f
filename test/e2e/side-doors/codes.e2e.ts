import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callPlugin } from '../../support/plugin-call.ts';
import { withApp } from '../../support/person-with-app.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import type { TestClient } from '../../support/test-realm.ts';
import { tokenRequest } from '../../support/tokens.ts';
import { TwoRealms } from './two-realms.ts';
import type { Side } from './two-realms.ts';

// The threat: who knows the password guesses codes where Keyhold does not count: at direct access grants, or at Keycloak's own
// form in a flow of an application's own. The bound: one count with the page, the realm's limit; a stock realm is left as it is.

const limit = 5;
let realms: TwoRealms;

beforeAll(async () => {
  realms = await TwoRealms.open({ bruteForce: { failures: limit, wait: '10m' } });
  const { admin } = realms.testRealm;
  for (const { realm, client } of [realms.managed, realms.stock]) {
    const [application] = await admin.clients.find({ realm, clientId: client.clientId });
    const [flow] = (await admin.authenticationManagement.getFlows({ realm })).filter(
      ({ alias }) => alias === 'browser',
    );
    const authenticationFlowBindingOverrides = { browser: flow?.id ?? '' };
    await admin.clients.update({ realm, id: application?.id ?? '' }, { authenticationFlowBindingOverrides });
  }
}, 60_000);
afterAll(() => realms[Symbol.asyncDispose]());

/** So many six digits that the app does not show these minutes. */
function wrongCodes(app: { code: (later?: number) => string }, count: number): string[] {
  const right = new Set([-2, -1, 0, 1, 2, 3, 4].map((later) => app.code(later)));
  const codes = Array.from({ length: count + right.size }, (_, i) => String(i).padStart(6, '0'));
  return codes.filter((code) => !right.has(code)).slice(0, count);
}

const atDirectGrant = (
  { realm, client }: Side,
  { username, password }: { username: string; password: string },
  otp: string,
) => tokenRequest(realm, client, { grant_type: 'password', username, password, otp, scope: 'openid' });

const REFUSED = { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid user credentials' } };
const PAUSED = 'Too many wrong codes';

test(`${limit} wrong codes over direct access grants, the page and Keycloak's own form pause all three`, async () => {
  const { testRealm, managed } = realms;
  const { user, app, caller } = await withApp(testRealm, await testRealm.addUser('alice'));
  const onPage = (code: string) => {
    const body = { operation: 'totp.enrol', target: '', password: user.password, code };
    return callPlugin(managed.realm, { ...caller, method: 'POST', path: '/reauthentication', body });
  };
  const [one = '', two = '', three = '', four = '', five = ''] = wrongCodes(app, limit);
  for (const code of [one, two]) expect(await atDirectGrant(managed, user, code)).toMatchObject(REFUSED);
  expect((await onPage(three)).problem).toBe('proof-refused');
  const signIn = await SignIn.open(managed.realm, { client: managed.client });
  expect(await signIn.password(user)).toBe('code');
  expect(await signIn.submit({ otp: four })).toBe('code');
  expect(signIn.text).not.toContain(PAUSED);
  expect(await atDirectGrant(managed, user, five)).toMatchObject(REFUSED);

  expect(await atDirectGrant(managed, user, app.code())).toMatchObject(REFUSED);
  expect((await onPage(app.code())).problem).toBe('too-many-attempts');
  expect(await signIn.submit({ otp: app.code() })).toBe('code');
  expect(signIn.text).toContain(PAUSED);
}, 30_000);

test("Keycloak's form that decides whom it asks counts with them, and lets through whom it does not ask", async () => {
  const { testRealm, managed } = realms;
  const { user, app, caller } = await withApp(testRealm, await testRealm.addUser('dora'));
  const onPage = (code: string) => {
    const body = { operation: 'totp.enrol', target: '', password: user.password, code };
    return callPlugin(managed.realm, { ...caller, method: 'POST', path: '/reauthentication', body });
  };
  const asking = await clientWithConditionalForm('asking', 'force');
  const [last = '', ...wrong] = wrongCodes(app, limit);
  const signIn = await SignIn.open(managed.realm, { client: asking });
  expect(await signIn.password(user)).toBe('code');
  for (const otp of wrong) expect(await signIn.submit({ otp })).toBe('code');
  expect(signIn.text).not.toContain(PAUSED);
  expect((await onPage(last)).problem).toBe('proof-refused');
  expect(await signIn.code(app)).toBe('code');
  expect(signIn.text).toContain(PAUSED);

  const silent = await SignIn.open(managed.realm, { client: await clientWithConditionalForm('silent', 'skip') });
  expect(await silent.password(user)).toBe('signed in');
}, 60_000);

/** An application with a flow of its own: the password, then Keycloak's form with this as its last word. */
async function clientWithConditionalForm(alias: string, defaultOtpOutcome: 'force' | 'skip'): Promise<TestClient> {
  const { testRealm, managed } = realms;
  const { authenticationManagement: flows, clients } = testRealm.admin;
  const { realm } = managed;
  await flows.createFlow({ realm, alias, providerId: 'basic-flow', topLevel: true, builtIn: false });
  for (const provider of ['auth-username-password-form', 'auth-conditional-otp-form'])
    await flows.addExecutionToFlow({ realm, flow: alias, provider });
  for (const execution of await flows.getExecutions({ realm, flow: alias })) {
    await flows.updateExecution({ realm, flow: alias }, { ...execution, requirement: 'REQUIRED' });
    if (execution.providerId !== 'auth-conditional-otp-form') continue;
    await flows.createConfig({ realm, id: execution.id ?? '', alias, config: { defaultOtpOutcome } });
  }
  const flow = (await flows.getFlows({ realm })).find((each) => each.alias === alias);
  const client = await testRealm.addClient(alias);
  const authenticationFlowBindingOverrides = { browser: flow?.id ?? '' };
  await clients.update({ realm, id: client.id }, { clientId: alias, authenticationFlowBindingOverrides });
  return client;
}

test(`of 100 wrong codes at once at direct access grants at most ${limit} are evaluated, then no right one`, async () => {
  const { testRealm, managed } = realms;
  const { admin } = testRealm;
  const realm = managed.realm;
  await admin.realms.update({ realm }, { eventsEnabled: true, enabledEventTypes: ['LOGIN_ERROR'] });
  const { user, app } = await withApp(testRealm, await testRealm.addUser('bob'));
  const answers = await Promise.all(wrongCodes(app, 100).map((code) => atDirectGrant(managed, user, code)));
  for (const answer of answers) expect(answer).toMatchObject(REFUSED);
  const events = await admin.realms.findEvents({ realm, user: user.id, max: 200 });
  const evaluated = events.filter(({ error }) => error === 'invalid_user_credentials');
  expect(evaluated.length).toBeGreaterThan(0);
  expect(evaluated.length).toBeLessThanOrEqual(limit);
  // Those that collided were not counted.
  for (const code of wrongCodes(app, limit)) await atDirectGrant(managed, user, code);
  expect(await atDirectGrant(managed, user, app.code())).toMatchObject(REFUSED);
}, 60_000);

test('a stock realm counts no codes: after as many wrong ones a right one is taken, at both', async () => {
  const { stock } = realms;
  const person = await stock.addPerson();
  for (const code of wrongCodes(person.app, limit)) {
    expect(await atDirectGrant(stock, person, code)).toMatchObject(REFUSED);
  }
  const signIn = await SignIn.open(stock.realm, { client: stock.client });
  expect(await signIn.password(person)).toBe('code');
  for (const otp of wrongCodes(person.app, limit)) expect(await signIn.submit({ otp })).toBe('code');
  expect(await signIn.code(person.app)).toBe('signed in');
  expect((await atDirectGrant(stock, person, person.app.code(1))).status).toBe(200);
}, 30_000);
