import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { grantFor } from '../../support/grant.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The threat: several ends of one session at once each tell that they ended it, and the log has a row for each.
// The bound: one is told so; for the others there is no such session any more.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  alice = await realm.addUser('alice');
});

afterAll(() => things.disposeAsync());

const rounds = 5;
const callers = 8;

test('of many ends of one session at once exactly one ended it', async () => {
  const caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
  const own = await realm.onlineSessions(alice);
  const { grant } = await grantFor(realm.name, caller, alice);
  for (let round = 0; round < rounds; round += 1) {
    await realm.userTokens(alice);
    const [id = ''] = (await realm.onlineSessions(alice)).filter((session) => !own.includes(session));
    const end = { ...caller, method: 'DELETE', path: `/sessions/${id}`, grant };
    const answers = await Promise.all(Array.from({ length: callers }, () => callPlugin(realm.name, end)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([204, ...Array.from({ length: callers - 1 }, () => 404)]);
  }
}, 60_000);
