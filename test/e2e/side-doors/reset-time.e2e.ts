import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { hangingApplication } from '../../support/hanging-application.ts';
import { resetLink } from '../../support/reset-link.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { codeFlow, refresh } from '../../support/tokens.ts';

// The threat: sessions of applications that hang keep a reset from coming to its end, and a thief signed in. The bound: 8 s in
// which applications are told, and the 5 s that the last of them may take; after that every token is dead, told or not.

const things = new AsyncDisposableStack();
let realm: TestRealm;
beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional' }));
  const smtpServer = { host: '127.0.0.1', port: String(testRun().smtpPort), from: 'keyhold@example.test' };
  await realm.admin.realms.update({ realm: realm.name }, { resetPasswordAllowed: true, smtpServer });
}, 60_000);
afterAll(() => things.disposeAsync());

test('a reset ends more sessions of an application that hangs than there is time for', async () => {
  const application = things.use(await hangingApplication());
  const attributes = {
    'backchannel.logout.url': application.url,
    'backchannel.logout.session.required': 'true',
  };
  const slow = await realm.addClient('slow', { attributes });
  const user = await realm.addUser('alice');
  const tokens = [];
  for (let i = 0; i < 6; i += 1) tokens.push(await codeFlow(realm.name, slow, { user }));

  const signIn = await SignIn.open(realm.name, { client: realm.bridge });
  await signIn.forgot(user.username);
  expect(await signIn.follow(await resetLink(user.username))).toBe('new password');
  const password = randomBytes(12).toString('base64url');
  const began = Date.now();
  expect(await signIn.submit({ 'password-new': password, 'password-confirm': password })).toBe('signed in');
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(application.calls()).toBeLessThan(6);
  for (const old of tokens) expect((await refresh(realm.name, slow, old)).status).toBe(400);
  const account = `${testRun().keycloakUrl}/realms/${realm.name}/protocol/openid-connect/userinfo`;
  const [first] = tokens;
  const answer = await fetch(account, { headers: { authorization: `Bearer ${first?.access_token}` } });
  expect(answer.status).toBe(401);
}, 60_000);
