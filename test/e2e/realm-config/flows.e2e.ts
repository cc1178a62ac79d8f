import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import { SignIn } from '../../support/sign-in-forms.ts';
import { DeclaredRealms, OPTIONAL, REQUIRED } from './declared-realm.ts';
import type { DeclaredRealm } from './declared-realm.ts';
import { flowListing } from './flow-listing.ts';
import { addUser, addUserWithApp, askedAfterPassword } from './people.ts';
import { snapshotOf } from './snapshot.ts';

const KEYHOLD_FLOW = 'keyhold browser';
const stockFetch = globalThis.fetch;
let realms: DeclaredRealms;

beforeAll(async () => {
  realms = await DeclaredRealms.open();
}, 20_000);
afterEach(() => {
  globalThis.fetch = stockFetch;
});
afterAll(() => realms[Symbol.asyncDispose](), 60_000);

test('the realm signs in by a copy of its flow with our two steps at the place of the stock form', async () => {
  const request = await realms.apply(OPTIONAL);
  const { admin } = realms;
  const { realm } = request;
  expect(await admin.realms.findOne({ realm })).toMatchObject({
    browserFlow: KEYHOLD_FLOW,
    resetCredentialsFlow: 'keyhold reset credentials',
    attributes: { 'actionTokenGeneratedByUserLifespan.reset-credentials': '600' },
  });
  const stock = await flowListing(admin, realm, 'browser');
  const own = await flowListing(admin, realm, KEYHOLD_FLOW);
  const withoutName = own.map((line) => line.replace(`${KEYHOLD_FLOW} `, ''));
  expect(withoutName.filter((line) => !stock.includes(line))).toEqual([
    '    keyhold-totp ALTERNATIVE',
    '    keyhold-recovery-code ALTERNATIVE',
    '  Browser - Conditional 2FA set-up DISABLED',
    '    conditional-sub-flow-executed REQUIRED',
    '    keyhold-totp REQUIRED',
  ]);
  expect(stock.filter((line) => !withoutName.includes(line))).toEqual(['    auth-otp-form ALTERNATIVE']);
  const place = withoutName.indexOf('    keyhold-totp ALTERNATIVE');
  expect(stock.indexOf('    auth-otp-form ALTERNATIVE')).toBe(place);
  expect(await flowListing(admin, realm, 'keyhold reset credentials')).toEqual([
    'reset-credentials-choose-user REQUIRED',
    'reset-credential-email REQUIRED',
    'keyhold reset credentials second factor CONDITIONAL',
    '  conditional-user-configured REQUIRED',
    '  keyhold-totp ALTERNATIVE',
    '  keyhold-recovery-code ALTERNATIVE',
    'keyhold-reset-password REQUIRED',
  ]);
  expect((await planRealmFile(request)).changed).toBe(false);
}, 60_000);

/** Applies with only one write to Keycloak, then dies as a killed process does. Answers whether it had nothing left to do. */
async function applyOneWrite(request: DeclaredRealm): Promise<boolean> {
  let writes = 0;
  globalThis.fetch = (input, init) => {
    const method = init?.method ?? 'GET';
    const address = input instanceof Request ? input.url : String(input);
    const isWrite = method !== 'GET' && !address.includes('/protocol/openid-connect/token');
    if (isWrite && ++writes > 1) return Promise.reject(new Error('killed'));
    return stockFetch(input, init);
  };
  try {
    await applyRealmFile(request);
    return true;
  } catch {
    return false;
  } finally {
    globalThis.fetch = stockFetch;
  }
}

// Threat: an apply is killed between two calls and nobody can sign in any more, or without the code. Bound: every user signs
// in by the old flow or the new one after every single write, and the next apply goes on from there.
test('killed after every single write, an apply locks nobody out, lets nobody past, and is finished by the next', async () => {
  const request = await realms.apply('create: true\n');
  const { realm } = request;
  const without = await addUser(realms.admin, realm, 'without');
  const [withApp] = await addUserWithApp(realms.admin, realm, 'with');
  const untilDone = async (fine: readonly string[]): Promise<number> => {
    for (let kills = 0; kills < 80; kills += 1) {
      if (await applyOneWrite(request)) return kills;
      // Nobody signs in by a flow that is not bound, so the stock one is as good as before.
      const bound = (await realms.admin.realms.findOne({ realm }))?.browserFlow;
      if (bound === 'browser') continue;
      expect(bound).toBe(KEYHOLD_FLOW);
      expect(await askedAfterPassword(realm, withApp)).toBe('code');
      expect(fine).toContain(await askedAfterPassword(realm, without));
    }
    throw new Error('The realm is not as declared after 80 writes');
  };
  await realms.rewrite(request, OPTIONAL);
  expect(await untilDone(['signed in'])).toBeGreaterThan(20);
  await realms.rewrite(request, REQUIRED);
  expect(await untilDone(['signed in', 'set-up'])).toBe(1);
  await spoil(realm);
  expect(await untilDone(['signed in', 'set-up'])).toBeGreaterThan(2);
  await realms.rewrite(request, `${REQUIRED}passkeys: { enabled: true }\nsecurity-keys: { enabled: true }\n`);
  expect(await untilDone(['signed in', 'set-up'])).toBeGreaterThan(2);
  expect((await planRealmFile(request)).changed).toBe(false);
}, 240_000);

/** What an administrator's hand may do to our flow in the admin console. */
async function spoil(realm: string): Promise<void> {
  const { authenticationManagement: flows } = realms.admin;
  const rows = await flows.getExecutions({ realm, flow: KEYHOLD_FLOW });
  const row = (name: string) => rows.find(({ providerId, displayName }) => [providerId, displayName].includes(name));
  await flows.updateExecution(
    { realm, flow: KEYHOLD_FLOW },
    { ...row('identity-provider-redirector'), requirement: 'DISABLED' },
  );
  await flows.delExecution({ realm, id: row('keyhold-recovery-code')?.id ?? '' });
  const place = `${KEYHOLD_FLOW} Browser - Conditional 2FA`;
  await flows.addExecutionToFlow({ realm, flow: place, provider: 'auth-otp-form' });
  const { authenticationConfig: id = '' } = row('conditional-sub-flow-executed') ?? {};
  await flows.updateConfig({ realm, id, alias: 'x', config: { flow_to_check: place, check_result: 'executed' } });
}

test('tells what was changed in our flows by hand, step by step, and puts it back', async () => {
  const request = await realms.apply(OPTIONAL);
  await spoil(request.realm);
  const plan = await planRealmFile(request);
  const changes = plan.changes.filter(({ verb }) => verb !== 'no-op');
  expect(changes.map(({ object }) => object)).toEqual([`flow ${KEYHOLD_FLOW}`]);
  const [differences] = changes[0]?.fields ?? [];
  const place = `${KEYHOLD_FLOW} forms › ${KEYHOLD_FLOW} Browser - Conditional 2FA`;
  expect(differences).toMatchObject({ name: 'differences', after: [] });
  expect(differences?.before).toEqual([
    'identity-provider-redirector is DISABLED, not ALTERNATIVE',
    `${place} › keyhold-recovery-code is missing`,
    `${place} › auth-otp-form (DISABLED) does not belong there`,
    `${KEYHOLD_FLOW} forms › ${KEYHOLD_FLOW} Browser - Conditional 2FA set-up › conditional-sub-flow-executed is configured otherwise`,
  ]);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
}, 60_000);

test('a realm with a flow of its own keeps all of it until it is deleted; binding another one has ours follow that', async () => {
  const request = await realms.declare(OPTIONAL);
  const { realm } = request;
  const { authenticationManagement: flows, ...admin } = realms.admin;
  await admin.realms.create({ realm, enabled: true });
  await flows.copyFlow({ realm, flow: 'browser', newName: 'somebody' });
  const rows = await flows.getExecutions({ realm, flow: 'somebody' });
  const form = rows.find(({ providerId }) => providerId === 'auth-otp-form');
  await flows.updateExecution({ realm, flow: 'somebody' }, { ...form, requirement: 'REQUIRED' });
  await admin.realms.update({ realm }, { browserFlow: 'somebody' });
  const before = await flowListing(realms.admin, realm, 'somebody');

  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(await flowListing(realms.admin, realm, 'somebody')).toEqual(before);
  const listing = await flowListing(realms.admin, realm, KEYHOLD_FLOW);
  expect(listing).toContain('    keyhold-totp ALTERNATIVE');
  const [user, app] = await addUserWithApp(realms.admin, realm, 'with');
  const signIn = await SignIn.open(realm);
  expect(await signIn.password(user)).toBe('code');
  expect(await signIn.code(app)).toBe('signed in');

  const [origin] = (await flows.getFlows({ realm })).filter(({ alias }) => alias === 'somebody');
  await flows.deleteFlow({ realm, flowId: origin?.id ?? '' });
  expect((await planRealmFile(request)).changed).toBe(false);
  await admin.realms.update({ realm }, { browserFlow: 'browser' });
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect((await flowListing(realms.admin, realm, KEYHOLD_FLOW)).join()).not.toContain('somebody');
}, 60_000);

test('stops before it writes where the place is not plain, where the name is taken, and says what to do', async () => {
  const request = await realms.declare('second-factor: optional\n');
  const { realm } = request;
  const { authenticationManagement: flows, ...admin } = realms.admin;
  await admin.realms.create({ realm, enabled: true });
  await flows.createFlow({ realm, alias: 'bare', providerId: 'basic-flow', topLevel: true, builtIn: false });
  await flows.addExecutionToFlow({ realm, flow: 'bare', provider: 'auth-username-password-form' });
  await admin.realms.update({ realm }, { browserFlow: 'bare' });
  const before = await snapshotOf(realms.admin, realm);
  const plan = planRealmFile(request);
  await expect(plan).rejects.toThrow('It is not plain where the flow “bare” asks for the second factor');
  await expect(plan).rejects.toThrow(
    /Second factor +CONDITIONAL\n.*user-configured +REQUIRED\n +keyhold-totp +ALTERNATIVE/,
  );
  await expect(applyRealmFile(request)).rejects.toThrow('bare');

  await admin.realms.update({ realm }, { browserFlow: 'browser' });
  await flows.createFlow({ realm, alias: KEYHOLD_FLOW, providerId: 'basic-flow', topLevel: true, builtIn: false });
  await expect(applyRealmFile(request)).rejects.toThrow(`flow ${KEYHOLD_FLOW} already exists and was not made by`);
  const [taken] = (await flows.getFlows({ realm })).filter(({ alias }) => alias === KEYHOLD_FLOW);
  await flows.deleteFlow({ realm, flowId: taken?.id ?? '' });
  await admin.realms.update({ realm }, { browserFlow: 'bare' });
  expect(await snapshotOf(realms.admin, realm)).toEqual(before);
}, 60_000);

test('without the key second-factor the flows stay as they are, and so does what a file does not name', async () => {
  const request = await realms.apply(
    `${OPTIONAL}otp: { digits: 8 }\npassword-policy: { length: 12, not-email: true }\n`,
  );
  const { admin } = realms;
  expect(await admin.realms.findOne({ realm: request.realm })).toMatchObject({
    otpPolicyDigits: 8,
    otpPolicyPeriod: 30,
    passwordPolicy: 'length(12) and notEmail',
  });
  await realms.rewrite(request, '');
  expect((await planRealmFile(request)).changed).toBe(false);
  await realms.rewrite(
    request,
    'otp: { period: 60s }\npassword-policy: {}\nlanguages: [de, en]\naccount-page: stock\n',
  );
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  const live = await admin.realms.findOne({ realm: request.realm });
  expect(live).toMatchObject({
    browserFlow: KEYHOLD_FLOW,
    otpPolicyDigits: 8,
    otpPolicyPeriod: 60,
    supportedLocales: expect.arrayContaining(['de', 'en']),
    defaultLocale: 'de',
  });
  expect(live?.passwordPolicy ?? '').toBe('');
}, 60_000);
