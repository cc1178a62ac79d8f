import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { withApp } from '../../support/person-with-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { resetLink } from '../../support/reset-link.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { testRun } from '../../support/test-run.ts';
import { refresh } from '../../support/tokens.ts';
import { TwoRealms } from './two-realms.ts';
import type { Side } from './two-realms.ts';

// The threat: who reads the mailbox, or knows of a lost link, owns the account; or a thief stays signed in after the reset.
// The bound: a link of ten minutes, then a factor that exists already, then an end to every session, online and offline.

let realms: TwoRealms;

beforeAll(async () => {
  realms = await TwoRealms.open();
  const { admin } = realms.testRealm;
  const smtpServer = { host: '127.0.0.1', port: String(testRun().smtpPort), from: 'keyhold@example.test' };
  for (const { realm } of [realms.managed, realms.stock]) {
    await admin.realms.update({ realm }, { resetPasswordAllowed: true, smtpServer });
  }
}, 60_000);
afterAll(() => realms[Symbol.asyncDispose]());

/** From "Forgot password?" to the link in the mail, in the browser that asked. */
async function forgotten({ realm, client }: Side, username: string): Promise<{ signIn: SignIn; link: string }> {
  const signIn = await SignIn.open(realm, { client });
  await signIn.forgot(username);
  return { signIn, link: await resetLink(username) };
}

const setPassword = (signIn: SignIn, password: string) =>
  signIn.submit({ 'password-new': password, 'password-confirm': password });
const somePassword = () => randomBytes(12).toString('base64url');

/** What a signed link says about itself. */
function claimsOf(link: string): { iat: number; exp: number } {
  const [, claims = ''] = (new URL(link).searchParams.get('key') ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number; exp: number };
}

test('a reset lives ten minutes, ends every session, online and offline, and leaves the factors as they were', async () => {
  const { managed } = realms;
  const person = await managed.addPerson();
  const online = await managed.tokens(person, 'openid');
  const offline = await managed.tokens(person, 'openid offline_access', 0);
  for (const tokens of [online, offline])
    expect((await refresh(managed.realm, managed.client, tokens)).status).toBe(200);
  const before = await managed.credentials(person);

  const { signIn, link } = await forgotten(managed, person.username);
  const { iat, exp } = claimsOf(link);
  expect(exp - iat).toBe(600);
  expect(await signIn.follow(link)).toBe('code');
  expect(await signIn.submit({ otp: person.app.code(1) })).toBe('new password');
  expect(await setPassword(signIn, somePassword())).toBe('signed in');
  expect((await refresh(managed.realm, managed.client, online)).status).toBe(400);
  expect((await refresh(managed.realm, managed.client, offline)).status).toBe(400);
  expect(await managed.credentials(person)).toEqual(before);
}, 30_000);

test('a recovery code stands in for the app, once', async () => {
  const { testRealm, managed } = realms;
  const { user, codes, caller } = await withApp(testRealm, await testRealm.addUser('rita'));
  const [code = ''] = codes;
  const { signIn, link } = await forgotten(managed, user.username);
  expect(await signIn.follow(link)).toBe('code');
  expect(await signIn.anotherWay('Recovery codes')).toBe('recovery code');
  expect(await signIn.recoveryCode('aaaaaa-aaaaaa-aaaaaa')).toBe('recovery code');
  expect(await signIn.recoveryCode(code)).toBe('new password');
  // Before it is through nothing has ended, and nothing is set.
  expect((await callPlugin(testRealm.name, { ...caller, path: '/sessions' })).status).toBe(200);
  expect(await setPassword(signIn, somePassword())).toBe('signed in');
  expect((await callPlugin(testRealm.name, { ...caller, path: '/sessions' })).problem).toBe('not-signed-in');

  const again = await SignIn.open(managed.realm, { client: managed.client });
  await again.forgot(user.username);
  await again.follow(await resetLink(user.username, link));
  expect(await again.anotherWay('Recovery codes')).toBe('recovery code');
  expect(await again.recoveryCode(code)).toBe('recovery code');
}, 30_000);

test('one link sets one password, however many browsers opened it before', async () => {
  const { testRealm, managed } = realms;
  const user = await testRealm.addUser('lena');
  const { signIn: first, link } = await forgotten(managed, user.username);
  const second = await SignIn.open(managed.realm, { client: managed.client });
  const third = await SignIn.open(managed.realm, { client: managed.client });
  for (const signIn of [first, second, third]) expect(await signIn.follow(link)).toBe('new password');
  expect(await first.submit({ 'password-new': 'one', 'password-confirm': 'two' })).toBe('new password');
  await Promise.all([first, second, third].map((signIn) => setPassword(signIn, somePassword())));
  // The one that wins signs in, or in another browser than the first ends at "Account updated".
  expect([first, second, third].filter(({ text }) => text.includes('Action expired'))).toHaveLength(2);
  expect(await (await SignIn.open(managed.realm, { client: managed.client })).follow(link)).toBe('other');
}, 30_000);

test('who has no second factor sets a new password with the mail alone, and is asked for nothing else', async () => {
  const { testRealm, managed } = realms;
  const user = await testRealm.addUser('nora');
  const elsewhere = await testRealm.userTokens(user);
  const { signIn, link } = await forgotten(managed, user.username);
  expect(await signIn.follow(link)).toBe('new password');
  const password = somePassword();
  expect(await setPassword(signIn, password)).toBe('signed in');
  expect((await refresh(testRealm.name, testRealm.bridge, elsewhere)).status).toBe(400);
  const anew = await SignIn.open(managed.realm, { client: managed.client });
  expect(await anew.password(user)).toBe('password');
  // Keycloak turns a user away while it still counts the old one as a miss.
  await eventually(
    'the new password signs in',
    5_000,
    async () => (await anew.password({ ...user, password })) === 'signed in',
  );
}, 30_000);

test('the reset of a stock realm is Keycloak’s: it sets an app up where a managed realm asks for one', async () => {
  const { signIn, link } = await forgotten(realms.stock, (await realms.stock.addPerson()).username);
  expect(await signIn.follow(link)).toBe('set-up');
});
