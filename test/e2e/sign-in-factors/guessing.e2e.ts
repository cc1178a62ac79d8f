import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { proveFor } from '../../support/authenticator-app.ts';
import { withApp } from '../../support/person-with-app.ts';
import type { PersonWithApp } from '../../support/person-with-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';

// The threat: who knows the password guesses the code of the authenticator app, on the page and at sign-in, many guesses at
// once. The bound: one count for both, the realm's limit; and the pause of this factor stops no other way to sign in.
const limit = 5;
const browsers = 10;
const guesses = 1_000;

const things = new AsyncDisposableStack();
let realm: TestRealm;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', bruteForce: { failures: limit, wait: '10m' } }));
  // What Keycloak's own events say is the count of what was evaluated at sign-in.
  await realm.admin.realms.update({ realm: realm.name }, { eventsEnabled: true, enabledEventTypes: ['LOGIN_ERROR'] });
}, 60_000);
afterAll(() => things.disposeAsync());

const WRONG = 'Invalid authenticator code';
const PAUSED = 'Too many wrong codes. You can try a code of your authenticator app again in 10 minutes';

function newPerson(): Promise<PersonWithApp> {
  users += 1;
  return realm.addUser(`alice${users}`).then((user) => withApp(realm, user));
}

async function atCode({ user }: PersonWithApp): Promise<SignIn> {
  const signIn = await SignIn.open(realm.name, { client: realm.bridge });
  if ((await signIn.password(user)) !== 'code') throw new Error(`No code asked for: ${signIn.text}`);
  return signIn;
}

const onPage = ({ user, caller }: PersonWithApp, code: string) =>
  callPlugin(realm.name, {
    ...caller,
    method: 'POST',
    path: '/reauthentication',
    body: { operation: 'totp.enrol', target: '', password: user.password, code },
  });

/** A code that is none of these minutes. */
function wrongCodes({ app }: PersonWithApp): (i: number) => string {
  const right = [-2, -1, 0, 1, 2, 3, 4].map((later) => app.code(later));
  const wrong = Array.from({ length: guesses + right.length }, (_, i) => String(i).padStart(6, '0'));
  const codes = wrong.filter((code) => !right.includes(code));
  return (i) => codes[i] ?? '';
}

test(`of ${guesses} parallel wrong codes, half on the page and half at sign-in, at most ${limit} are evaluated`, async () => {
  const person = await newPerson();
  const wrong = wrongCodes(person);
  const signIns: SignIn[] = [];
  for (let i = 0; i < browsers; i += 1) signIns.push(await atCode(person));
  let next = 0;
  const guessing = async (signIn: SignIn): Promise<void> => {
    while (next < guesses / 2) {
      next += 1;
      expect(await signIn.submit({ otp: wrong(next) })).toBe('code');
    }
  };
  const [answers] = await Promise.all([
    Promise.all(Array.from({ length: guesses / 2 }, (_, i) => onPage(person, wrong(guesses / 2 + i)))),
    ...signIns.map(guessing),
  ]);
  const events = await realm.admin.realms.findEvents({ realm: realm.name, user: person.user.id, max: 2 * guesses });
  const evaluatedAtSignIn = events.filter(({ error }) => error === 'invalid_user_credentials').length;
  const evaluatedOnPage = answers.filter(({ problem }) => problem === 'proof-refused').length;
  const others = answers.filter(({ problem }) => !['proof-refused', 'too-many-attempts'].includes(problem ?? ''));
  expect(others.map(({ text }) => text)).toEqual([]);
  expect(evaluatedAtSignIn + evaluatedOnPage).toBeGreaterThan(0);
  expect(evaluatedAtSignIn + evaluatedOnPage).toBeLessThanOrEqual(limit);

  // Those that collided were not counted: whatever is left of the limit is used up now.
  const [signIn = await atCode(person)] = signIns;
  for (let i = 0; i < limit && !signIn.text.includes(PAUSED); i += 1) await signIn.submit({ otp: wrong(i) });
  await signIn.submit({ otp: person.app.code() });
  expect(signIn.text).toContain(PAUSED);
  expect((await onPage(person, person.app.code())).problem).toBe('too-many-attempts');
  const [code = ''] = person.codes;
  expect(await signIn.anotherWay('Recovery codes')).toBe('recovery code');
  expect(await signIn.recoveryCode(code)).toBe('signed in');
}, 120_000);

test('a pause that was guessed on the page holds at sign-in, which says until when before anything is typed', async () => {
  const person = await newPerson();
  const wrong = wrongCodes(person);
  for (let i = 0; i < limit; i += 1) expect((await onPage(person, wrong(i))).problem).toBe('proof-refused');
  const signIn = await atCode(person);
  expect(signIn.text).toContain(PAUSED);
  expect(signIn.text).toMatch(/in 10 minutes \(\w{3} \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M UTC\)/);
  expect(await signIn.submit({ otp: person.app.code() })).toBe('code');
  expect(signIn.text).toContain(PAUSED);
}, 30_000);

test('a pause that was guessed at sign-in holds on the page, where a recovery code still stands in', async () => {
  const person = await newPerson();
  const wrong = wrongCodes(person);
  const signIn = await atCode(person);
  for (let i = 1; i < limit; i += 1) {
    await signIn.submit({ otp: wrong(i) });
    expect(signIn.text).toContain(WRONG);
  }
  await signIn.submit({ otp: wrong(0) });
  expect(signIn.text).toContain(PAUSED);
  expect((await onPage(person, person.app.code())).problem).toBe('too-many-attempts');
  const [recoveryCode = ''] = person.codes;
  const body = { operation: 'totp.enrol', target: '', password: person.user.password, recoveryCode };
  expect((await proveFor(realm.name, person.caller, body)).operation).toBe('rescue');
}, 30_000);

test("nobody's code opens another's account, at sign-in and on the page", async () => {
  const [alice, bob] = [await newPerson(), await newPerson()];
  expect((await onPage(alice, bob.app.code())).problem).toBe('proof-refused');
  const signIn = await atCode(alice);
  expect(await signIn.submit({ otp: bob.app.code() })).toBe('code');
  const items = await realm.admin.users.getCredentials({ realm: realm.name, id: bob.user.id });
  const selectedCredentialId = items.find(({ type }) => type === 'otp')?.id ?? '';
  expect(await signIn.submit({ otp: bob.app.code(), selectedCredentialId })).toBe('code');
  expect(await signIn.anotherWay('Recovery codes')).toBe('recovery code');
  expect(await signIn.recoveryCode(bob.codes[0] ?? '')).toBe('recovery code');
  const body = { operation: 'totp.enrol', target: '', password: alice.user.password, recoveryCode: bob.codes[0] };
  const refused = await callPlugin(realm.name, { ...alice.caller, method: 'POST', path: '/reauthentication', body });
  expect(refused.json).toMatchObject({ type: 'urn:keyhold:problem:proof-refused', field: 'recoveryCode' });
  // And they are still good where they belong.
  const own = await atCode(bob);
  expect(await own.submit({ otp: bob.app.code() })).toBe('signed in');
}, 30_000);
