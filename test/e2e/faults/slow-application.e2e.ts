import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { hangingApplication } from '../../support/hanging-application.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { codeFlow, refresh } from '../../support/tokens.ts';
import type { Tokens } from '../../support/tokens.ts';
import { within } from '../../support/within.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let application: Awaited<ReturnType<typeof hangingApplication>>;
let slow: TestClient;
let users = 0;
let alice: TestUser;
let visitor: BridgeVisitor;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  bridge = things.use(await BridgeProcess.startFor(realm));
  application = things.use(await hangingApplication());
  slow = await realm.addClient('slow', {
    attributes: { 'backchannel.logout.url': application.url, 'backchannel.logout.session.required': 'true' },
  });
});

beforeEach(async () => {
  users += 1;
  alice = await realm.addUser(`alice${users}`);
});

afterAll(() => things.disposeAsync());

/** A browser of its own that is signed in to the slow application, and its Keycloak session. */
async function atSlowApplication(): Promise<{ id: string; tokens: Tokens }> {
  const before = new Set(await realm.onlineSessions(alice));
  const tokens = await codeFlow(realm.name, slow, { user: alice, browser: new PlainBrowser() });
  const id = (await realm.onlineSessions(alice)).find((session) => !before.has(session));
  if (id === undefined) throw new Error('no session was made');
  return { id, tokens };
}

async function signInAndConfirm(): Promise<void> {
  visitor = await BridgeVisitor.signedIn(bridge.url, alice);
  await visitor.prove(alice.password);
}

const statusOf = async (tokens: Tokens): Promise<number> => (await refresh(realm.name, slow, tokens)).status;

test('ending a session of an application that hangs answers within 15 s that it ended, and the page works meanwhile', async () => {
  const { id, tokens } = await atSlowApplication();
  const other = await atSlowApplication();
  await signInAndConfirm();
  const calls = application.calls();

  const began = Date.now();
  const ending = visitor.call('DELETE', `/api/sessions/${id}`);
  await eventually('Keycloak calls the application', 10_000, () => Promise.resolve(application.calls() > calls));
  const overview = await within('the page while the application hangs', 3_000, () =>
    visitor.call('GET', '/api/overview'),
  );
  expect(overview.status).toBe(200);
  await BridgeVisitor.signedIn(bridge.url, alice);

  expect((await ending).status).toBe(204);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(await statusOf(tokens)).toBe(400);
  expect(await statusOf(other.tokens)).toBe(200);
  expect(await realm.onlineSessions(alice)).not.toContain(id);
  const again = await visitor.call('DELETE', `/api/sessions/${id}`);
  expect([again.status, again.problem]).toEqual([404, 'not-found']);
});

test('ending all others answers each batch within 15 s while an application hangs, and comes to its end', async () => {
  const slowOnes = [await atSlowApplication(), await atSlowApplication(), await atSlowApplication()];
  const others = [await realm.userTokens(alice), await realm.userTokens(alice)];
  await signInAndConfirm();

  const answers: { ended: number; remaining: number }[] = [];
  do {
    const began = Date.now();
    const answer = await visitor.call('DELETE', '/api/sessions');
    expect(answer.status).toBe(200);
    expect(Date.now() - began).toBeLessThan(15_000);
    answers.push(answer.json as { ended: number; remaining: number });
  } while (answers.length < 10 && answers.at(-1)?.remaining !== 0);

  expect(answers.at(-1)?.remaining).toBe(0);
  expect(answers.every(({ ended }) => ended > 0)).toBe(true);
  expect(answers.reduce((sum, { ended }) => sum + ended, 0)).toBe(slowOnes.length + others.length);
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
  for (const { tokens } of slowOnes) expect(await statusOf(tokens)).toBe(400);
  for (const tokens of others) expect((await refresh(realm.name, realm.bridge, tokens)).status).toBe(400);
  expect((await visitor.call('GET', '/api/overview')).status).toBe(200);
});
