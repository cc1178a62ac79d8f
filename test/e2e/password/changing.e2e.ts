import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { grantFor } from '../../support/grant.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { directGrant, refresh, tokenRequest } from '../../support/tokens.ts';
import type { Tokens } from '../../support/tokens.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let shop: TestClient;
let users = 0;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  shop = await realm.addClient('shop');
  await realm.admin.realms.update({ realm: realm.name }, { realm: realm.name, eventsEnabled: true });
});

afterAll(() => things.disposeAsync());

interface Person {
  user: TestUser;
  tokens: Tokens;
  caller: { user: string; bridge: string };
}

/** Somebody new, who sits at the page. */
async function person(): Promise<Person> {
  users += 1;
  return signedIn(await realm.addUser(`person${users}`));
}

async function signedIn(user: TestUser): Promise<Person> {
  const tokens = await realm.userTokens(user);
  return { user, tokens, caller: { user: tokens.access_token, bridge: await realm.bridgeToken() } };
}

/** Changes as somebody who may be turned away for the moment in which Keycloak still counts their sign-in. */
function change({ caller, user }: Person, newPassword: string, more: object = {}): Promise<ApiAnswer> {
  const body = { currentPassword: user.password, newPassword, endOtherSessions: true, ...more };
  return eventually('the change is looked at', 5_000, async () => {
    const answer = await callPlugin(realm.name, { ...caller, method: 'PUT', path: '/password', body });
    return (answer.status !== 429 || answer.headers.get('retry-after') !== '1') && answer;
  });
}

const setPolicy = (passwordPolicy: string) =>
  realm.admin.realms.update({ realm: realm.name }, { realm: realm.name, passwordPolicy });

/** Whether Keycloak takes this password at sign-in. */
async function opens({ username }: TestUser, password: string): Promise<boolean> {
  return eventually('Keycloak judges the password', 5_000, async () => {
    const { status, body } = await tokenRequest(realm.name, shop, {
      grant_type: 'password',
      username,
      password,
      scope: 'openid',
    });
    if (status === 200) return { taken: true };
    return body.error === 'invalid_grant' && !JSON.stringify(body).includes('disabled') && { taken: false };
  }).then(({ taken }) => taken);
}

const alive = async (tokens: Tokens, client: TestClient = realm.bridge): Promise<boolean> =>
  (await refresh(realm.name, client, tokens)).status === 200;

test('the old password dies, other sessions end online and offline, and this one goes on', async () => {
  const me = await person();
  const online = await realm.userTokens(me.user);
  const offline = await directGrant(realm.name, shop, me.user, 'openid offline_access');
  const { grant } = await grantFor(realm.name, me.caller, me.user);

  const answer = await change(me, 'Another one, 42 long');
  expect([answer.status, answer.json]).toEqual([200, { ended: expect.any(Number), remaining: 0 }]);

  expect(await alive(me.tokens)).toBe(true);
  expect(await alive(online)).toBe(false);
  expect(await alive(offline, shop)).toBe(false);
  // The right one first: Keycloak may pause a user right after a wrong one.
  expect(await opens(me.user, 'Another one, 42 long')).toBe(true);
  expect(await opens(me.user, me.user.password)).toBe(false);
  const used = await callPlugin(realm.name, { ...me.caller, method: 'DELETE', path: '/sessions', grant });
  expect([used.status, used.problem]).toEqual([401, 'step-up-required']);
});

test('Keycloak’s listeners hear what they hear when its own page changes a password', async () => {
  const me = await person();
  await setPolicy('length(12)');
  await change(me, 'short');
  await change(me, 'long enough now');
  await setPolicy('');
  const events = await realm.admin.realms.findEvents({ realm: realm.name, user: me.user.id });
  const told = events.filter(({ type = '' }) => type.startsWith('UPDATE_'));
  expect(told.map(({ type }) => type).sort()).toEqual([
    'UPDATE_CREDENTIAL',
    'UPDATE_CREDENTIAL_ERROR',
    'UPDATE_PASSWORD',
    'UPDATE_PASSWORD_ERROR',
  ]);
  expect(JSON.stringify(events)).not.toContain('long enough now');
  for (const { details, clientId } of told)
    expect([details?.['credential_type'], clientId]).toEqual(['password', 'keyhold-bridge']);
});

test('other sessions stay where that is wanted', async () => {
  const me = await person();
  const other = await realm.userTokens(me.user);
  expect((await change(me, 'new one', { endOtherSessions: false })).json).toEqual({ ended: 0, remaining: 0 });
  expect(await alive(other)).toBe(true);
});

test('with many sessions the first 20 end, and a grant for the rest comes along', async () => {
  const me = await person();
  for (let i = 0; i < 23; i += 1) await directGrant(realm.name, shop, me.user);
  const { ended, remaining, grant } = (await change(me, 'new one')).json as {
    ended: number;
    remaining: number;
    grant: { grant: string; operation: string };
  };
  expect([ended, remaining, grant.operation]).toEqual([20, 3, 'sessions.end']);
  const rest = await callPlugin(realm.name, { ...me.caller, method: 'DELETE', path: '/sessions', grant: grant.grant });
  expect([rest.status, rest.json]).toEqual([200, { ended: 3, remaining: 0 }]);
  expect(await realm.onlineSessions(me.user)).toHaveLength(1);
});

// The threat: guessing the password through this form. The bound: its misses are counted with those of the dialog.
test('a wrong current password changes nothing and is counted with the other proofs', async () => {
  const me = await person();
  const other = await realm.userTokens(me.user);
  const wrong = await change(me, 'new one', { currentPassword: 'wrong' });
  expect([wrong.status, wrong.problem]).toEqual([403, 'proof-refused']);
  expect(wrong.json).toMatchObject({ field: 'currentPassword', triesLeft: 4 });
  const body = { operation: 'sessions.end', target: '', password: 'wrong' };
  const dialog = await eventually('the dialog looks', 5_000, async () => {
    const answer = await callPlugin(realm.name, { ...me.caller, method: 'POST', path: '/reauthentication', body });
    return answer.status === 403 && answer;
  });
  // Two within a second may lock at once, by Keycloak's own rule for quick guesses.
  expect([0, 3]).toContain((dialog.json as { triesLeft: number }).triesLeft);
  expect(await alive(other)).toBe(true);
  expect(await opens(me.user, 'new one')).toBe(false);
});

test('a new password against the rules: every broken one is named, and all stays as it was', async () => {
  const me = await person();
  const other = await realm.userTokens(me.user);
  await setPolicy(
    'length(12) and digits(1) and upperCase(1) and notUsername and regexPattern(^[^ ]*$) and passwordHistory(3)',
  );
  const rules = await callPlugin(realm.name, { ...me.caller, path: '/password/rules' });
  expect((rules.json as { items: object[] }).items).toEqual([
    { id: 'length', value: '12', check: 'live', text: 'Invalid password: minimum length 12.' },
    expect.objectContaining({ id: 'upperCase', value: '1', check: 'live' }),
    expect.objectContaining({ id: 'digits', value: '1', check: 'live' }),
    expect.objectContaining({ id: 'notUsername', value: null, check: 'live' }),
    expect.objectContaining({ id: 'regexPattern', value: null, check: 'on-save' }),
    expect.objectContaining({ id: 'passwordHistory', value: '3', check: 'on-save' }),
  ]);
  expect(rules.text).not.toContain('[^ ]');

  const rejected = await change(me, 'a b');
  expect([rejected.status, rejected.problem]).toEqual([422, 'password-rejected']);
  const ids = ({ json }: ApiAnswer) => (json as { broken: { id: string }[] }).broken.map(({ id }) => id);
  expect(ids(rejected)).toEqual(['length', 'upperCase', 'digits', 'regexPattern']);
  expect(ids(await change(me, me.user.password))).toContain('passwordHistory');
  expect(await alive(other)).toBe(true);
  expect(await opens(me.user, me.user.password)).toBe(true);
  await setPolicy('');
});

test('a rule that came while the user was typing is named', async () => {
  const me = await person();
  expect((await callPlugin(realm.name, { ...me.caller, path: '/password/rules' })).json).toEqual({ items: [] });
  await setPolicy('specialChars(3)');
  const rejected = await change(me, 'withoutany1');
  await setPolicy('');
  expect(rejected.json).toMatchObject({ status: 422, broken: [{ id: 'specialChars' }] });
});

test('rules speak the user’s language where the realm has it', async () => {
  const me = await person();
  await realm.admin.realms.update(
    { realm: realm.name },
    {
      realm: realm.name,
      internationalizationEnabled: true,
      supportedLocales: ['en', 'de'],
      defaultLocale: 'de',
      passwordPolicy: 'length(12) and passwordAge(30)',
    },
  );
  const rules = await callPlugin(realm.name, { ...me.caller, path: '/password/rules' });
  await realm.admin.realms.update(
    { realm: realm.name },
    { realm: realm.name, internationalizationEnabled: false, passwordPolicy: '' },
  );
  expect((rules.json as { items: { text: string }[] }).items.map(({ text }) => text)).toEqual([
    'Ungültiges Passwort: Es muss mindestens 12 Zeichen lang sein.',
    expect.stringContaining('in den letzten 30 Tagen'),
  ]);
});

test.each([
  ['128 characters', 'x'.repeat(128)],
  ['1,024 characters', 'ß'.repeat(1_024)],
  ['spaces at both ends', '  two spaces around  '],
  ['other scripts and emoji', 'пароль 密码 🔑 ｆｕｌｌ'],
  ['letters with their marks apart', 'e\u0301te\u0301'],
])('a password of %s is what was typed', async (_what, password) => {
  const me = await person();
  expect((await change(me, password)).status).toBe(200);
  expect(await opens(me.user, password)).toBe(true);
  for (const other of [password.trim(), password.normalize('NFKC'), password.slice(0, -1)]) {
    if (other !== password) expect(await opens(me.user, other)).toBe(false);
  }
});

test('a demand for a new password that an administrator made is met', async () => {
  const me = await person();
  const where = { realm: realm.name, id: me.user.id };
  await realm.admin.users.update(where, { requiredActions: ['UPDATE_PASSWORD', 'VERIFY_EMAIL'] });
  expect((await change(me, 'new one')).status).toBe(200);
  expect((await realm.admin.users.findOne(where))?.requiredActions).toEqual(['VERIFY_EMAIL']);
});

// The threat: who knows the old password, and is as quick as its owner, undoes the owner's change.
test('of changes at the same time one wins, and the others prove nothing', async () => {
  const me = await person();
  const many = await Promise.all(Array.from({ length: 6 }, () => signedIn(me.user)));
  const answers = await Promise.all(many.map((one, i) => change(one, `winner ${i}`, { endOtherSessions: false })));
  const winners = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []));
  expect(answers.every(({ status }) => [200, 403, 409, 429].includes(status))).toBe(true);
  expect(winners).toHaveLength(1);
  // The losers' misses came quickly enough to lock the sign-in for a minute.
  await realm.admin.attackDetection.del({ realm: realm.name, id: me.user.id });
  expect(await opens(me.user, `winner ${winners[0]}`)).toBe(true);
});

test('what is no change is refused before anything is looked at', async () => {
  const me = await person();
  const good = { currentPassword: me.user.password, newPassword: 'new one', endOtherSessions: true };
  const cases: object[] = [
    { ...good, newPassword: '' },
    { ...good, newPassword: '   ' },
    { ...good, newPassword: 'x'.repeat(1_025) },
    { ...good, newPassword: 'half \ud83d a character' },
    { ...good, newPassword: null },
    { ...good, newPassword: 12345678 },
    { ...good, currentPassword: '' },
    { ...good, endOtherSessions: null },
    { ...good, endOtherSessions: 'maybe' },
    { ...good, recoveryCode: 'abcd' },
    { currentPassword: me.user.password, newPassword: 'new one' },
  ];
  for (const body of cases) {
    const answer = await callPlugin(realm.name, { ...me.caller, method: 'PUT', path: '/password', body });
    expect([body, answer.status, answer.problem]).toEqual([body, 400, 'invalid-request']);
    expect(answer.text).not.toContain(me.user.password);
  }
  expect(await opens(me.user, me.user.password)).toBe(true);
});
