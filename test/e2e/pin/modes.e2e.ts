import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { card } from '../../support/account-page.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { proven } from '../../support/grant.ts';
import { askingPin, changePin, goodPin, otherPin, pinOf, setPin } from '../../support/pin.ts';
import type { Caller } from '../../support/pin.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { visit } from '../../support/sign-in-pages.ts';
import { TestSite } from '../../support/test-site.ts';
import type { TestUser } from '../../support/test-realm.ts';

// The realm says `read-only` or `off`. The threat: only the card obeys, and a route or the step does not.

let site: TestSite;
let owner: TestUser;
let caller: Caller;
let without: TestUser;

beforeAll(async () => {
  const pin = { mode: 'on', missing: 'set-up', 'step-up': true } as const;
  site = await TestSite.open({ secondFactor: 'optional', pin });
  owner = await site.newUser('owner');
  without = await site.newUser('without');
  caller = await setPin(site.realm, owner, goodPin);
}, 60_000);
afterAll(() => site[Symbol.asyncDispose]());

async function switchTo(mode: 'on' | 'read-only' | 'off'): Promise<void> {
  const { admin, name: realm } = site.realm;
  const { attributes } = (await admin.realms.findOne({ realm })) ?? {};
  await admin.realms.update({ realm }, { attributes: { ...attributes, 'keyhold.pin': mode } });
}

/** Everything that changes a PIN, at the plugin and at the bridge, each after a proof where one is asked; what was answered. */
async function changes(user: TestUser): Promise<(string | undefined)[]> {
  const ofUser = { user: (await site.realm.userTokens(user)).access_token, bridge: await site.realm.bridgeToken() };
  const visitor = await BridgeVisitor.signedIn(site.bridge.url, user);
  const body = { operation: 'pin.set', target: '', password: user.password };
  const { json } = await proven(() =>
    callPlugin(site.realm.name, { ...ofUser, method: 'POST', path: '/reauthentication', body }),
  );
  await proven(() => visitor.call('POST', '/api/reauthentication', { body }));
  const { grant } = json as { grant: string };
  const put = { ...ofUser, grant, method: 'PUT', path: '/pin', body: { pin: otherPin } };
  const change = { currentPin: goodPin, pin: otherPin };
  const answers: ApiAnswer[] = [
    await callPlugin(site.realm.name, put),
    await changePin(site.realm, ofUser, goodPin),
    await changePin(site.realm, ofUser, otherPin, goodPin),
    await visitor.call('PUT', '/api/pin', { body: { pin: otherPin } }),
    await visitor.call('POST', '/api/pin/changes', { body: change }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 409));
  return [...new Set(answers.map(({ problem }) => problem))];
}

const rules = async (): Promise<(string | number | undefined)[]> => {
  const visitor = await BridgeVisitor.signedIn(site.bridge.url, owner);
  const answers = [
    await callPlugin(site.realm.name, { ...(await fresh()), path: '/pin/rules' }),
    await visitor.call('GET', '/api/pin/rules'),
  ];
  return answers.map(({ status, problem }) => problem ?? status);
};

/** Access tokens live a minute. */
async function fresh(): Promise<Caller> {
  caller = { user: (await site.realm.userTokens(owner)).access_token, bridge: await site.realm.bridgeToken() };
  return caller;
}

const step = async (user: TestUser): Promise<SignIn> => {
  const { name, bridge: client } = site.realm;
  const signIn = await SignIn.open(name, { client, query: askingPin() });
  await signIn.password(user);
  return signIn;
};

test('read-only: no route sets or changes one, the card has no buttons, and the step asks for those that are there', async () => {
  const opened = await step(without);
  expect(opened.asked).toBe('way to a PIN');
  await switchTo('read-only');
  try {
    for (const user of [owner, without]) expect(await changes(user)).toEqual(['section-read-only']);
    expect(await rules()).toEqual([200, 200]);
    expect(await pinOf(site.realm, caller)).toMatchObject({ state: 'read-only', triesLeft: null });

    const page = await visit(await site.visitor(), `${site.bridge.url}/pin`, owner);
    await card(page, 'PIN').getByText('Your organisation lets nobody set or change a PIN here.').waitFor();
    await card(page, 'PIN').getByText(/^Set /).waitFor();
    expect(await card(page, 'PIN').getByRole('button').count()).toBe(0);
    await page.context().close();

    const asked = await step(owner);
    expect(asked.asked).toBe('PIN');
    expect(await asked.submit({ pin: otherPin })).toBe('PIN');
    expect(asked.text).toContain('4 tries are left.');
    expect(await asked.submit({ pin: goodPin })).toBe('signed in');
    // Nobody is led to where nothing can be set, not even from a page that was open before.
    for (const refused of [await step(without), opened]) {
      if (refused === opened) await opened.submit({});
      expect([refused.asked, refused.text]).toEqual(['other', expect.stringContaining('You have no PIN')]);
    }
  } finally {
    await switchTo('on');
  }
}, 60_000);

test('off: no route answers for PINs, there is no card, and a page of the step that was open checks nothing', async () => {
  const opened = await step(owner);
  expect(opened.asked).toBe('PIN');
  await switchTo('off');
  try {
    for (const user of [owner, without]) expect(await changes(user)).toEqual(['section-off']);
    expect(await rules()).toEqual(['section-off', 'section-off']);
    expect(await pinOf(site.realm, caller)).toMatchObject({ state: 'off' });

    const page = await visit(await site.visitor(), `${site.bridge.url}/`, owner);
    await card(page, 'Two-factor authentication').waitFor();
    expect(await card(page, 'PIN').count()).toBe(0);
    await page.context().close();

    await opened.submit({ pin: goodPin });
    expect([opened.asked, opened.text]).toEqual(['other', expect.stringContaining('There are no PINs here any more.')]);
    for (const user of [owner, without]) expect((await step(user)).asked).toBe('signed in');
  } finally {
    await switchTo('on');
  }
  // What was there is there again, and nothing was counted meanwhile.
  expect(await pinOf(site.realm, await fresh())).toMatchObject({
    state: 'available',
    triesLeft: null,
    pausedUntil: null,
  });
  expect((await changePin(site.realm, caller, goodPin)).status).toBe(200);
}, 60_000);
