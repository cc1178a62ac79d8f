import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@keyhold/stack/src/paths.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { grantFor } from '../../support/grant.ts';
import { changePin, goodPin, otherPin, pinOf, setPin } from '../../support/pin.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { PluginCall } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The bridge's tests believe the golden files; here the running plugin is held against them.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let alice: TestUser;
let caller: { user: string; bridge: string };

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ bruteForce: { failures: 3 }, pin: { mode: 'on' } }));
  alice = await realm.addUser('alice');
  caller = { user: (await realm.userTokens(alice)).access_token, bridge: await realm.bridgeToken() };
  await realm.userTokens(alice);
});

afterAll(() => things.disposeAsync());

/** Where two JSON values differ in names or kinds. Null stands for any kind; of lists, the first items are compared. */
function differences(ours: unknown, theirs: unknown, place = ''): string[] {
  if (ours === null || theirs === null) return [];
  if (typeof ours !== typeof theirs || Array.isArray(ours) !== Array.isArray(theirs)) return [`${place}: another kind`];
  if (typeof ours !== 'object' || typeof theirs !== 'object') return [];
  const [one, other] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
  const isList = Array.isArray(ours);
  const names = isList ? ['0'] : [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.flatMap((name) => {
    const missing = !(name in one) || !(name in other);
    if (missing)
      return isList ? [] : [`${place}/${name}: only ${name in one ? 'in the answer' : 'in the golden file'}`];
    return differences(one[name], other[name], `${place}/${name}`);
  });
}

const golden = (file: string): unknown => JSON.parse(readFileSync(join(repository, 'test/contract', file), 'utf8'));

const ask = async (call: PluginCall): Promise<unknown> => (await callPlugin(realm.name, { ...caller, ...call })).json;
const prove = (password: string): Promise<unknown> =>
  ask({ method: 'POST', path: '/reauthentication', body: { operation: 'sessions.end', target: '', password } });

test('the plugin’s answers have the shape of the golden files', async () => {
  const overview = await ask({ path: '/overview' });
  const proof = await grantFor(realm.name, caller, alice);
  const { items } = (await ask({ path: '/sessions' })) as { items: { id: string }[] };
  const grant = { grant: proof.grant, method: 'DELETE' };
  const answers: [string, unknown][] = [
    ['overview/overview.json', overview],
    ['sessions/list.json', await ask({ path: '/sessions' })],
    ['reauthentication/grant.json', proof],
    ['reauthentication/proof-refused.json', await prove('wrong')],
    ['reauthentication/step-up-required.json', await ask({ path: '/sessions', method: 'DELETE' })],
    ['sessions/not-found.json', await ask({ path: '/sessions/nothing', ...grant })],
    ['sessions/current-session.json', await ask({ path: `/sessions/${items[0]!.id}`, ...grant })],
    ['sessions/ended.json', await ask({ path: '/sessions', ...grant })],
  ];
  for (const [file, answer] of answers) {
    expect([file, differences(answer, golden(file))]).toEqual([file, []]);
  }
});

test('a lock and a missing factor are told in the shape of the golden files too', async () => {
  const bob = await realm.addUser('bob');
  const bobs = { user: (await realm.userTokens(bob)).access_token, bridge: caller.bridge };
  const body = { operation: 'sessions.end', target: '', password: 'wrong' };
  const guess = () => callPlugin(realm.name, { ...bobs, method: 'POST', path: '/reauthentication', body });
  const last = await eventually('the last try', 10_000, async () => {
    const answer = await guess();
    return (answer.json as { triesLeft?: number }).triesLeft === 0 && answer;
  });
  expect(differences(last.json, golden('reauthentication/proof-refused-last.json'))).toEqual([]);
  const locked = await eventually('the lock', 10_000, async () => {
    const answer = await guess();
    return Number(answer.headers.get('retry-after')) > 1 && answer;
  });
  expect(differences(locked.json, golden('reauthentication/too-many-attempts.json'))).toEqual([]);

  const [password] = await realm.admin.users.getCredentials({ realm: realm.name, id: alice.id });
  await realm.admin.users.deleteCredential({ realm: realm.name, id: alice.id, credentialId: password?.id ?? '' });
  expect(differences(await prove('any'), golden('reauthentication/no-provable-factor.json'))).toEqual([]);
  const { reauthentication } = (await ask({ path: '/overview' })) as { reauthentication: unknown };
  const without = golden('overview/no-provable-factor.json') as { reauthentication: unknown };
  expect(differences(reauthentication, without.reauthentication)).toEqual([]);
});

test('and so is what is said of a PIN', async () => {
  const carol = await realm.addUser('carol');
  const first = { user: (await realm.userTokens(carol)).access_token, bridge: caller.bridge };
  const put = (pin: string) => callPlugin(realm.name, { ...first, method: 'PUT', path: '/pin', body: { pin } });
  const answers: [string, unknown][] = [
    ['pin/section-none.json', await pinOf(realm, first)],
    ['pin/conflict.json', (await changePin(realm, first, goodPin)).json],
    ['pin/pin-rejected.json', (await put('123456')).json],
    ['pin/rules.json', (await callPlugin(realm.name, { ...first, path: '/pin/rules' })).json],
  ];
  const owner = await setPin(realm, carol, goodPin);
  const miss = async () => (await changePin(realm, owner, otherPin, goodPin)).json;
  answers.push(['pin/proof-refused.json', await miss()], ['pin/section.json', await pinOf(realm, owner)]);
  for (let i = 0; i < 4; i += 1) await miss();
  answers.push(['pin/section-paused.json', await pinOf(realm, owner)]);
  for (const mode of ['read-only', 'off']) {
    const { attributes } = (await realm.admin.realms.findOne({ realm: realm.name })) ?? {};
    await realm.admin.realms.update({ realm: realm.name }, { attributes: { ...attributes, 'keyhold.pin': mode } });
    answers.push([`pin/problem-${mode}.json`, (await put(otherPin)).json]);
  }
  answers.push(['pin/section-off.json', await pinOf(realm, owner)]);
  for (const [file, answer] of answers) {
    expect([file, differences(answer, golden(file))]).toEqual([file, []]);
    expect([file, kindOf(answer)]).toEqual([file, kindOf(golden(file))]);
  }
});

/** Which problem it is, or which state. */
function kindOf(answer: unknown): unknown[] {
  const { type, status, field, state } = answer as Record<string, unknown>;
  return [type, status, field, state];
}
