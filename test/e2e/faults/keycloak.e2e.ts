import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import type { Fault } from '../../support/fault-proxy.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let proxy: FaultProxy;
let bridge: BridgeProcess;
let alice: TestUser;
let visitor: BridgeVisitor;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  proxy = things.use(await FaultProxy.to(testRun().keycloakUrl));
  // The sweep runs all the time: it must not take an ailing Keycloak for ended sessions.
  const env = { KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url, KEYHOLD_SWEEP_SECONDS: '1' };
  bridge = things.use(await BridgeProcess.startFor(realm, env));
  alice = await realm.addUser('alice');
});

beforeEach(async () => {
  proxy.heal();
  visitor = await BridgeVisitor.signedIn(bridge.url, alice);
});

afterAll(() => things.disposeAsync());

/** One call that fails as it should, within the bridge's own limit of 3 s. */
async function expectUnavailable(): Promise<void> {
  const began = Date.now();
  const answer = await visitor.call('GET', '/api/overview');
  expect([answer.status, answer.problem]).toEqual([503, 'keycloak-unavailable']);
  expect(Date.now() - began).toBeLessThan(4_500);
}

const isServed = async (): Promise<boolean> => (await visitor.call('GET', '/api/overview')).status === 200;

const faults: Fault[] = ['hangs', 'answers HTML', 'answers 500', 'cuts the connection'];

describe.each(faults)('Keycloak %s', (fault) => {
  test('is told as such within the limit, signs nobody out, and is forgotten when it is well again', async () => {
    proxy.fail(fault);
    await expectUnavailable();
    await expectUnavailable();
    expect((await fetch(`${bridge.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${bridge.url}/readyz`)).status).toBe(503);
    proxy.heal();
    await eventually('the same web session is served again', 3_000, isServed);
    expect((await fetch(`${bridge.url}/readyz`)).status).toBe(200);
  });

  test('in the middle of a sign-in ends that sign-in with a page of ours, and the next one works', async () => {
    const browser = new PlainBrowser();
    const form = await browser.visit(`${bridge.url}/`);
    const callback = await browser.submitSignIn(form, alice, realm.bridge.redirectUri);
    proxy.fail(fault);
    const failed = await browser.request(callback.url);
    expect([failed.status, failed.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(failed.text).not.toContain('Maintenance');
    proxy.heal();
    const again = await browser.visit(`${bridge.url}/`);
    expect([again.status, again.url]).toEqual([200, `${bridge.url}/`]);
  });
});

test('while Keycloak restarts nobody is signed out, and when it is back everybody is served', async () => {
  await proxy.goDown();
  await expectUnavailable();
  await expectUnavailable();
  await proxy.comeBack();
  await eventually('the same web session is served again', 3_000, isServed);
});

test('an ending that Keycloak does not answer is told as such, and can be repeated', async () => {
  await realm.userTokens(alice);
  await visitor.prove(alice.password);
  proxy.fail('answers 500', /\/keyhold\/sessions/);
  const refused = await visitor.call('DELETE', '/api/sessions');
  expect([refused.status, refused.problem]).toEqual([503, 'keycloak-unavailable']);
  proxy.heal();
  expect((await visitor.call('DELETE', '/api/sessions')).json).toMatchObject({ remaining: 0 });
  expect(await realm.onlineSessions(alice)).toHaveLength(1);
});
