import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { grantFor } from '../../support/grant.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: a change without a fresh proof by this very user, in this very session. The bound: every grant that is not
// exactly right is answered with the same bytes as none at all, and nothing ends. (Expiry and single use need another
// clock and another operation: GrantStoreTest has them.)

interface Caller {
  user: string;
  bridge: string;
}

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  alice = await realm.addUser('alice');
  bob = await realm.addUser('bob');
});

afterAll(() => things.disposeAsync());

const signedIn = async (user: TestUser): Promise<Caller> => ({
  user: (await realm.userTokens(user)).access_token,
  bridge: await realm.bridgeToken(),
});

const endOthers = (caller: Caller, grant?: string): Promise<ApiAnswer> =>
  callPlugin(realm.name, { ...caller, method: 'DELETE', path: '/sessions', grant });

test('a grant names operation, target, methods and five minutes of life', async () => {
  const caller = await signedIn(alice);
  const { grant, expiresAt, ...rest } = await grantFor(realm.name, caller, alice);
  expect(rest).toEqual({ operation: 'sessions.end', target: '', methods: ['password'] });
  expect(grant).toMatch(/^[\w-]{43}$/);
  expect(Math.abs(Date.parse(expiresAt) - Date.now() - 300_000)).toBeLessThan(10_000);
});

test('no grant, a wrong one, another user’s and another session’s get the same answer, and nothing ends', async () => {
  const [other, caller] = [await signedIn(alice), await signedIn(alice)];
  const before = await realm.onlineSessions(alice);
  const own = (await grantFor(realm.name, caller, alice)).grant;
  const grants: [string, string][] = [
    ['empty', ''],
    ['random', randomBytes(32).toString('base64url')],
    ['one character changed', (own.startsWith('A') ? 'B' : 'A') + own.slice(1)],
    ['in another case', own === own.toLowerCase() ? own.toUpperCase() : own.toLowerCase()],
    ['cut', own.slice(0, -1)],
    ['very long', 'x'.repeat(5_000)],
    ['with SQL in it', "' or '1'='1".padEnd(43, ' ')],
    ["another user's", (await grantFor(realm.name, await signedIn(bob), bob)).grant],
    ["another session's", (await grantFor(realm.name, other, alice)).grant],
  ];
  const none = await endOthers(caller);
  expect([none.status, none.problem]).toEqual([401, 'step-up-required']);
  expect(none.headers.get('www-authenticate')).toMatch(/^Bearer error="insufficient_user_authentication"/);
  for (const [kind, grant] of grants) {
    const answer = await endOthers(caller, grant);
    const challenge = answer.headers.get('www-authenticate');
    expect([kind, answer.status, answer.text, challenge]).toEqual([
      kind,
      401,
      none.text,
      none.headers.get('www-authenticate'),
    ]);
  }
  expect(await realm.onlineSessions(alice)).toEqual(before);
  expect((await endOthers(caller, own)).json).toMatchObject({ remaining: 0 });
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
});

test('a grant dies with the session it was made in', async () => {
  const caller = await signedIn(alice);
  const grant = (await grantFor(realm.name, caller, alice)).grant;
  await realm.admin.users.logout({ realm: realm.name, id: alice.id });
  const ended = await endOthers(caller, grant);
  expect([ended.status, ended.problem]).toEqual([401, 'not-signed-in']);
  const again = await endOthers(await signedIn(alice), grant);
  expect([again.status, again.problem]).toEqual([401, 'step-up-required']);
});

test('asks only for operations that exist, with a password, in a small JSON object without unknown fields', async () => {
  const caller = await signedIn(alice);
  const good = { operation: 'sessions.end', target: '', password: alice.password };
  const cases: [unknown, number, string][] = [
    [{ ...good, operation: 'passkeys.remove' }, 400, 'invalid-request'],
    [{ ...good, operation: 'SESSIONS.END' }, 400, 'invalid-request'],
    [{ ...good, target: 'anything' }, 400, 'invalid-request'],
    [{ ...good, password: '' }, 400, 'invalid-request'],
    [{ ...good, password: null }, 400, 'invalid-request'],
    [{ ...good, password: ['a'] }, 400, 'invalid-request'],
    [{ ...good, user: 'bob' }, 400, 'invalid-request'],
    [[good], 400, 'invalid-request'],
    ['text', 400, 'invalid-request'],
    [{ ...good, password: 'x'.repeat(20_000) }, 413, 'payload-too-large'],
  ];
  for (const [body, status, problem] of cases) {
    const answer = await callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body });
    expect([body, answer.status, answer.problem]).toEqual([body, status, problem]);
    expect(answer.text).not.toContain(alice.password);
  }
});
