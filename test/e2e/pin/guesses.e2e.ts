import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { proveFor } from '../../support/authenticator-app.ts';
import { withApp } from '../../support/person-with-app.ts';
import { askingPin, changePin, goodPin, pinOf, setPin } from '../../support/pin.ts';
import type { Caller } from '../../support/pin.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: who holds a live session guesses the PIN, on the page and in the step of an application, many guesses at once.
// The bound: one count for both, five, and then a pause that stops nothing but the PIN.
const limit = 5;
const browsers = 10;
const guesses = 1_000;
// Each is a page to render, and all must be over before the first pause is.
const inStep = 200;

const things = new AsyncDisposableStack();
let realm: TestRealm;

beforeAll(async () => {
  const pin = { mode: 'on', missing: 'set-up', 'step-up': true } as const;
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', pin }));
  // What Keycloak's own events say is the count of what was evaluated in the step.
  await realm.admin.realms.update({ realm: realm.name }, { eventsEnabled: true, enabledEventTypes: ['LOGIN_ERROR'] });
}, 60_000);
afterAll(() => things.disposeAsync());

const PAUSED = /Too many wrong PINs\. You can try again in a minute/;

/** Somebody's browser at the page that asks the PIN. */
async function atPin(user: TestUser): Promise<SignIn> {
  const signIn = await SignIn.open(realm.name, { client: realm.bridge, query: askingPin() });
  if ((await signIn.password(user)) !== 'PIN') throw new Error(`No PIN asked for: ${signIn.text}`);
  return signIn;
}

/** The same in several browsers at once. */
async function pagesOf(user: TestUser): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (let i = 0; i < browsers; i += 1) signIns.push(await atPin(user));
  return signIns;
}

/** So many wrong ones, typed into all these pages at once. */
async function guessInStep(signIns: readonly SignIn[], count: number): Promise<void> {
  let next = 0;
  const guessing = async (signIn: SignIn): Promise<void> => {
    while (next < count) {
      next += 1;
      expect(await signIn.submit({ pin: wrong(next) })).toBe('PIN');
    }
  };
  await Promise.all(signIns.map(guessing));
}

/** PINs that are neither the right one nor the one that it would be changed to. */
const wrong = (i: number): string => String(600_000 + i);

async function errorsOf({ id }: TestUser, error: string): Promise<number> {
  const events = await realm.admin.realms.findEvents({ realm: realm.name, user: id, max: 2 * guesses });
  return events.filter((event) => event.error === error).length;
}

/** Signing in, proving, another factor and the page, all with the PIN paused. */
async function expectElseOpen(user: TestUser, caller: Caller): Promise<void> {
  expect((await realm.userTokens(user)).id_token).toBeTruthy();
  await proveFor(realm.name, caller, { operation: 'sessions.end', target: '', password: user.password });
  const { app } = await withApp(realm, user);
  const signIn = await SignIn.open(realm.name, { client: realm.bridge });
  expect(await signIn.password(user)).toBe('code');
  expect(await signIn.code(app)).toBe('signed in');
  expect((await callPlugin(realm.name, { ...caller, path: '/overview' })).status).toBe(200);
}

test(`of ${guesses} parallel wrong PINs, on the page and in the step, at most ${limit} are evaluated`, async () => {
  const user = await realm.addUser('alice');
  const caller = await setPin(realm, user, goodPin);
  const signIns = await pagesOf(user);
  const [answers] = await Promise.all([
    Promise.all(Array.from({ length: guesses - inStep }, (_, i) => changePin(realm, caller, wrong(inStep + 1 + i)))),
    guessInStep(signIns, inStep),
  ]);
  const evaluatedInStep = await errorsOf(user, 'invalid_user_credentials');
  const evaluatedOnPage = answers.filter(({ problem }) => problem === 'proof-refused').length;
  const others = answers.filter(({ problem }) => !['proof-refused', 'too-many-attempts'].includes(problem ?? ''));
  expect(others.map(({ text }) => text)).toEqual([]);
  expect(evaluatedInStep + evaluatedOnPage).toBeGreaterThan(0);
  expect(evaluatedInStep + evaluatedOnPage).toBeLessThanOrEqual(limit);

  // Those that collided were not counted: whatever is left of the five is used up now.
  const [signIn = await atPin(user)] = signIns;
  for (let i = 0; i < limit && !PAUSED.test(signIn.text); i += 1) await signIn.submit({ pin: wrong(i) });
  expect((await errorsOf(user, 'invalid_user_credentials')) + evaluatedOnPage).toBe(limit);
  expect(await signIn.submit({ pin: goodPin })).toBe('PIN');
  expect(signIn.text).toMatch(PAUSED);
  const right = await changePin(realm, caller, goodPin);
  expect([right.status, right.problem]).toEqual([429, 'too-many-attempts']);
  const { pausedUntil, triesLeft, disabled } = await pinOf(realm, caller);
  expect([triesLeft, disabled]).toEqual([null, false]);
  expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(Date.parse(String(pausedUntil))).toBeGreaterThan(Date.now());
  await expectElseOpen(user, caller);
}, 120_000);

test('of parallel wrong PINs in the step alone at most as many are evaluated, and each miss is an event of Keycloak’s', async () => {
  const user = await realm.addUser('bob');
  const caller = await setPin(realm, user, goodPin);
  const signIns = await pagesOf(user);
  await guessInStep(signIns, inStep);
  const evaluated = await errorsOf(user, 'invalid_user_credentials');
  expect(evaluated).toBeGreaterThan(0);
  expect(evaluated).toBeLessThanOrEqual(limit);
  const { triesLeft, pausedUntil } = await pinOf(realm, caller);
  expect(pausedUntil === null ? limit - Number(triesLeft) : limit).toBe(evaluated);
}, 60_000);

test('misses on the page and in the step are one count, and the right one forgets both', async () => {
  const user = await realm.addUser('carol');
  const caller = await setPin(realm, user, goodPin);
  const signIn = await atPin(user);
  await signIn.submit({ pin: wrong(1) });
  expect(signIn.text).toContain('4 tries are left.');
  expect((await changePin(realm, caller, wrong(2))).json).toMatchObject({ field: 'currentPin', triesLeft: 3 });
  await signIn.submit({ pin: wrong(3) });
  expect(signIn.text).toContain('2 tries are left.');
  expect(await signIn.submit({ pin: goodPin })).toBe('signed in');
  expect(await pinOf(realm, caller)).toMatchObject({ triesLeft: null, pausedUntil: null });
});

test('a change that is sent many times at once is one change', async () => {
  const user = await realm.addUser('dave');
  const caller = await setPin(realm, user, goodPin);
  const answers = await Promise.all(Array.from({ length: 20 }, () => changePin(realm, caller, goodPin)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = answers.flatMap(({ status, problem }) => (status === 200 ? [] : [problem]));
  expect(refused.filter((one) => !['too-many-attempts', 'proof-refused', 'conflict'].includes(one ?? ''))).toEqual([]);
  const stored = await realm.admin.users.getCredentials({ realm: realm.name, id: user.id });
  expect(stored.filter(({ type }) => type === 'keyhold-pin')).toHaveLength(1);
});
