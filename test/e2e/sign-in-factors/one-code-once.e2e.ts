import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { withApp } from '../../support/person-with-app.ts';
import type { PersonWithApp } from '../../support/person-with-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';

// The threat: one recovery code that was read over somebody's shoulder opens several things at once. The bound: one use, one
// winner, on the page and at sign-in together. (The plugin's own tests run 200 rounds of 64 at its store.)
const uses = 64;
const rounds = 3;

const things = new AsyncDisposableStack();
let realm: TestRealm;
let person: PersonWithApp;

beforeAll(async () => {
  // Losers that come after the winner are misses: here they must not pause the factor.
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', bruteForce: { failures: 1_000 } }));
  person = await withApp(realm, await realm.addUser('alice'));
}, 60_000);
afterAll(() => things.disposeAsync());

async function atRecoveryCode(): Promise<SignIn> {
  const signIn = await SignIn.open(realm.name, { client: realm.bridge });
  // Keycloak turns a user away while it still counts their last sign-in.
  await eventually('the password is taken', 5_000, async () => (await signIn.password(person.user)) === 'code');
  if ((await signIn.anotherWay('Recovery codes')) !== 'recovery code') throw new Error(signIn.text);
  return signIn;
}

async function remaining(): Promise<number> {
  const { json } = await callPlugin(realm.name, { ...person.caller, path: '/overview' });
  return (json as { recoveryCodes: { remaining: number } }).recoveryCodes.remaining;
}

test(`of ${uses} parallel uses of one recovery code, half on the page and half at sign-in, one wins`, async () => {
  const { user, caller, codes } = person;
  const rescue = (recoveryCode: string) =>
    callPlugin(realm.name, {
      ...caller,
      method: 'POST',
      path: '/reauthentication',
      body: { operation: 'totp.enrol', target: '', password: user.password, recoveryCode },
    });
  let signIns: SignIn[] = [];
  for (const code of codes.slice(0, rounds)) {
    while (signIns.length < uses / 2) signIns.push(await atRecoveryCode());
    const before = await remaining();
    const [atSignIn, onPage] = await Promise.all([
      Promise.all(signIns.map((signIn) => signIn.recoveryCode(code))),
      Promise.all(Array.from({ length: uses / 2 }, () => rescue(code))),
    ]);
    const winners = [
      ...atSignIn.filter((asked) => asked === 'signed in'),
      ...onPage.filter(({ status }) => status === 200),
    ];
    expect(winners).toHaveLength(1);
    expect(atSignIn.filter((asked) => !['signed in', 'recovery code'].includes(asked))).toEqual([]);
    expect(await remaining()).toBe(before - 1);
    signIns = signIns.filter((_, i) => atSignIn[i] !== 'signed in');
  }
}, 120_000);

test('one sign-in spends one code, whatever is sent again', async () => {
  const before = await remaining();
  const [one = '', two = '', three = ''] = person.codes.slice(rounds);
  const signIn = await atRecoveryCode();
  await signIn.submitAtOnce([one, two, three].map((recoveryCode) => ({ recoveryCode })));
  expect(await remaining()).toBe(before - 1);
}, 30_000);
