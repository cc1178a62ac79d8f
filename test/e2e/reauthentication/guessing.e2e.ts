import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: a thief with an open session guesses the password, many guesses at once. The bound: the realm's limit,
// whatever the number of parallel guesses; after it not even the right password is accepted until the lock ends.
const limit = 5;
const guesses = 1_000;

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ bruteForce: { failures: limit, wait: '10m' } }));
});

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
});

afterAll(() => things.disposeAsync());

const proof = (password: string) => ({ operation: 'sessions.end', target: '', password });

/** What each guess was told; only `proof-refused` compares a password. */
function tally(answers: readonly ApiAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, problem } of answers) {
    const words = `${status} ${problem}`;
    counts[words] = (counts[words] ?? 0) + 1;
  }
  return counts;
}

function expectBound(answers: readonly ApiAnswer[]): void {
  const {
    '403 proof-refused': evaluated = 0,
    '429 too-many-attempts': locked = 0,
    // The bridge lets one user have only a few calls under way.
    '429 too-many-requests': turnedAway = 0,
    ...others
  } = tally(answers);
  expect(others).toEqual({});
  expect(evaluated).toBeGreaterThan(0);
  expect(evaluated).toBeLessThanOrEqual(limit);
  expect(evaluated + locked + turnedAway).toBe(guesses);
}

test(`of ${guesses} parallel wrong passwords straight at the plugin at most ${limit} are evaluated, and the right one is refused after the limit`, async () => {
  const caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
  const guess = (password: string) =>
    callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body: proof(password) });
  expectBound(await Promise.all(Array.from({ length: guesses }, (_, i) => guess(`wrong ${i}`))));
  await useUpTries(guess);
  const right = await guess(alice.password);
  expect([right.status, right.problem]).toEqual([429, 'too-many-attempts']);
}, 120_000);

test(`of ${guesses} parallel wrong passwords through the bridge at most ${limit} are evaluated, and the right one is refused after the limit`, async () => {
  // The bridge's own rate limit would hide what the plugin does.
  const unlimited = { KEYHOLD_LIMIT_ADDRESS: '999999', KEYHOLD_LIMIT_USER: '999999' };
  await using bridge = await BridgeProcess.startFor(realm, unlimited);
  const visit = await BridgeVisitor.signedIn(bridge.url, alice);
  const guess = (password: string) => visit.confirm(password);
  expectBound(await Promise.all(Array.from({ length: guesses }, (_, i) => guess(`wrong ${i}`))));
  await useUpTries(guess);
  const right = await guess(alice.password);
  expect([right.status, right.problem]).toEqual([429, 'too-many-attempts']);
}, 120_000);

test("the bound is Keyhold's own: it holds where the realm has Keycloak's detection switched off", async () => {
  await using open = await TestRealm.make({ bruteForce: { failures: limit, wait: '10m' } });
  await open.admin.realms.update({ realm: open.name }, { bruteForceProtected: false });
  const bob = await open.addUser('bob');
  const caller = { user: (await open.userTokens(bob)).access_token, bridge: await open.bridgeToken() };
  const guess = (password: string) =>
    callPlugin(open.name, { ...caller, method: 'POST', path: '/reauthentication', body: proof(password) });
  const parallel = await Promise.all(Array.from({ length: guesses }, (_, i) => guess(`wrong ${i}`)));
  expectBound(parallel);
  const evaluated = tally(parallel)['403 proof-refused'] ?? 0;
  expect(evaluated + (await useUpTries(guess))).toBe(limit);
  expect((await guess(bob.password)).problem).toBe('too-many-attempts');
}, 120_000);

test('two wrong passwords within a second lock by Keycloak’s own rule, and the answer to the second says until when', async () => {
  const caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
  const guess = (password: string) =>
    callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body: proof(password) });
  const first = await guess('wrong');
  expect([first.status, first.json]).toEqual([403, expect.objectContaining({ triesLeft: limit - 1 })]);
  const second = await guess('wrong again');
  expect([second.status, second.json]).toEqual([403, expect.objectContaining({ triesLeft: 0 })]);
  const wait = Number(second.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(50);
  expect(wait).toBeLessThanOrEqual(60);
  expect(Date.parse((second.json as { retryAt: string }).retryAt)).toBeGreaterThan(Date.now() + 50_000);
  const right = await guess(alice.password);
  expect([right.status, right.problem]).toEqual([429, 'too-many-attempts']);
});

/** Parallel guesses may leave tries over, since those that collide are not evaluated: uses them up one after the other. Answers how many. */
async function useUpTries(guess: (password: string) => Promise<ApiAnswer>): Promise<number> {
  for (let tries = 0; tries <= limit; tries += 1) {
    const { status, json } = await guess('wrong again');
    if (status === 429) return tries;
    if ((json as { triesLeft?: number }).triesLeft === 0) return tries + 1;
  }
  throw new Error(`More than ${limit} wrong passwords were evaluated`);
}
