import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBrowser, signIn, visitor as browserVisitor } from '../../support/browser.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { hangingApplication } from '../../support/hanging-application.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { directGrant, refresh } from '../../support/tokens.ts';
import type { Tokens } from '../../support/tokens.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let shop: TestClient;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  // Making a thousand sessions is no subject of this test: cheap hashes, and no lock against many sign-ins at once.
  const cheap = { passwordPolicy: 'hashIterations(1)', bruteForceProtected: false };
  await realm.admin.realms.update({ realm: realm.name }, cheap);
  bridge = things.use(await BridgeProcess.startFor(realm));
  shop = await realm.addClient('shop');
});

afterAll(() => things.disposeAsync());

async function addSessions(user: TestUser, count: number): Promise<Tokens[]> {
  const all: Tokens[] = [];
  while (all.length < count) {
    const batch = Array.from({ length: Math.min(10, count - all.length) }, () => directGrant(realm.name, shop, user));
    all.push(...(await Promise.all(batch)));
  }
  return all;
}

test('a thousand other sessions end with visible progress, and this one stays', async () => {
  const count = 1_000;
  const bob = await realm.addUser('bob');
  const tokens = await addSessions(bob, count);
  const browser = await startBrowser();
  things.defer(() => browser.close());
  const page = await browserVisitor(browser);
  await signIn(page, bridge.url, bob);

  await page.getByRole('button', { name: 'Sign out all other sessions' }).click();
  await page.getByRole('button', { name: /^Sign out 1,?000 sessions$/ }).click();
  await page.getByLabel('Password', { exact: true }).fill(bob.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByText(/^\d+ of 1,?000$/).waitFor();
  await page.getByText('You are signed in only here.').waitFor({ timeout: 120_000 });

  expect(await realm.onlineSessions(bob)).toHaveLength(1);
  for (const one of [tokens[0]!, tokens[499]!, tokens[999]!]) {
    expect((await refresh(realm.name, shop, one)).status).toBe(400);
  }
}, 300_000);

test('an application whose logout URL hangs delays the ending and does not prevent it', async () => {
  await using application = await hangingApplication();
  const hanging = await realm.addClient('hanging', {
    attributes: { 'backchannel.logout.url': application.url, 'backchannel.logout.session.required': 'true' },
  });
  const carol = await realm.addUser('carol');
  const tokens = await directGrant(realm.name, hanging, carol);
  const visitor = await BridgeVisitor.signedIn(bridge.url, carol);
  await visitor.confirm(carol.password);
  const began = Date.now();
  const answer = await visitor.call('DELETE', '/api/sessions');
  expect([answer.status, answer.json]).toEqual([200, { ended: 1, remaining: 0 }]);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(application.calls()).toBeGreaterThan(0);
  expect((await refresh(realm.name, hanging, tokens)).status).toBe(400);
  expect((await visitor.call('GET', '/api/overview')).status).toBe(200);
});
