import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import type { Credentials } from '../../support/plain-browser.ts';
import { resetLink } from '../../support/reset-link.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { testRun } from '../../support/test-run.ts';
import { AuthenticatorApp } from './authenticator-app.ts';
import { DeclaredRealms, OPTIONAL, REQUIRED } from './declared-realm.ts';
import { addUser, addUserWithApp, askedAfterPassword } from './people.ts';

let realms: DeclaredRealms;

beforeAll(async () => {
  realms = await DeclaredRealms.open();
}, 20_000);
afterAll(() => realms[Symbol.asyncDispose](), 60_000);

test('optional asks those who have a factor; required has the others set one up in that sign-in; and back', async () => {
  const request = await realms.apply(OPTIONAL);
  const { realm } = request;
  const without = await addUser(realms.admin, realm, 'without');
  const [withApp, app] = await addUserWithApp(realms.admin, realm, 'with');
  expect(await askedAfterPassword(realm, without)).toBe('signed in');
  const first = await SignIn.open(realm);
  expect(await first.password(withApp)).toBe('code');
  expect(await first.code(app)).toBe('signed in');

  await realms.rewrite(request, REQUIRED);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  const led = await SignIn.open(realm);
  expect(await led.password(without)).toBe('set-up');
  const { app: newApp, asked } = await led.setUp((secret) => new AuthenticatorApp(secret));
  expect(asked).toBe('signed in');
  const again = await SignIn.open(realm);
  expect(await again.password(without)).toBe('code');
  expect(await again.code(newApp)).toBe('signed in');
  const unbothered = await SignIn.open(realm);
  expect(await unbothered.password(withApp)).toBe('code');
  expect(await unbothered.code(app)).toBe('signed in');

  const late = await addUser(realms.admin, realm, 'late');
  expect(await askedAfterPassword(realm, late)).toBe('set-up');
  await realms.rewrite(request, OPTIONAL);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(await askedAfterPassword(realm, late)).toBe('signed in');
  expect(await askedAfterPassword(realm, without)).toBe('code');
}, 90_000);

// Threat: who reads the mailbox owns the account, second factor and all (the stock flow binds a new authenticator app).
test('a forgotten password asks for the second factor after the mail, and sets no new one up', async () => {
  const { smtpPort } = testRun();
  const mail = `mail: { host: 127.0.0.1, port: ${smtpPort}, from: keyhold@example.test }`;
  const { realm } = await realms.apply(`${OPTIONAL}forgot-password: true\n${mail}\n`);
  const [withApp, app] = await addUserWithApp(realms.admin, realm, `with-${realm}`);
  const without = await addUser(realms.admin, realm, `without-${realm}`);

  const linkFor = async (signIn: SignIn, { username }: Credentials, otherThan?: string): Promise<string> => {
    await signIn.forgot(username);
    return resetLink(username, otherThan);
  };
  const lost = await SignIn.open(realm);
  const link = await linkFor(lost, withApp);
  expect(await lost.follow(link)).toBe('code');
  expect(await lost.submit({ otp: '000000' })).toBe('code');
  expect(await lost.code(app)).toBe('new password');
  const password = randomBytes(12).toString('base64url');
  expect(await lost.submit({ 'password-new': password, 'password-confirm': password })).toBe('signed in');
  expect(await (await SignIn.open(realm)).follow(link)).toBe('other');
  const [user] = await realms.admin.users.find({ realm, username: withApp.username, exact: true });
  const credentials = await realms.admin.users.getCredentials({ realm, id: user?.id ?? '' });
  expect(credentials.map(({ type }) => type).sort()).toEqual(['otp', 'password']);

  const plain = await SignIn.open(realm);
  expect(await plain.follow(await linkFor(plain, without))).toBe('new password');

  const asking = await SignIn.open(realm);
  const stolen = await linkFor(asking, withApp, link);
  expect(await (await SignIn.open(realm)).follow(stolen)).toBe('code');
}, 60_000);
