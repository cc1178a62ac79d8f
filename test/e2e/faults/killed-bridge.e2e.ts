import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import type { Moment } from '../../support/fault-proxy.ts';
import { PlainBrowser } from '../../support/plain-browser.ts';
import { TestRealm } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let proxy: FaultProxy;
let bridge: BridgeProcess;

beforeAll(async () => {
  // Keycloak's back-channel call goes nowhere: what dies at the bridge dies by its own hand or by its sweep.
  realm = things.use(await TestRealm.make({ internalUrl: 'http://127.0.0.1:9' }));
  proxy = things.use(await FaultProxy.to(testRun().keycloakUrl));
  const env = { KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url, KEYHOLD_SWEEP_SECONDS: '1' };
  bridge = things.use(await BridgeProcess.startFor(realm, env));
});

afterAll(() => things.disposeAsync());

const killPoints: [string, Moment, 'open' | 'ended'][] = [
  ['before its request leaves', 'before', 'open'],
  ['after Keycloak did it', 'done', 'ended'],
  ['after the answer came', 'answered', 'ended'],
];

test.each(killPoints)(
  'killed %s, the bridge leaves a session that is ended or not, a retry is harmless, and what has ended is swept',
  async (_, moment, state) => {
    const alice = await realm.addUser(`alice-${moment}`);
    const other = await BridgeVisitor.signedIn(bridge.url, alice, new PlainBrowser(undefined, 'Edge on Windows'));
    const [otherId = ''] = await realm.onlineSessions(alice);
    const visitor = await BridgeVisitor.signedIn(bridge.url, alice);
    await visitor.prove(alice.password);

    const reached = proxy.trap(moment, { method: 'DELETE', path: /\/keyhold\/sessions\// });
    const cutOff = visitor.call('DELETE', `/api/sessions/${otherId}`).then(
      ({ status }) => status,
      () => 'no answer' as const,
    );
    await reached;
    await bridge.kill();
    expect(['no answer', 204]).toContain(await cutOff);
    const open = await realm.onlineSessions(alice);
    expect([open.length, open.includes(otherId)]).toEqual(state === 'open' ? [2, true] : [1, false]);

    await bridge.start();
    expect((await visitor.call('GET', '/api/overview')).status).toBe(200);
    const again = await visitor.call('DELETE', `/api/sessions/${otherId}`);
    expect([again.status, again.problem]).toEqual(state === 'open' ? [204, undefined] : [404, 'not-found']);
    await eventually('the ended web session is dead', 2_000, async () => {
      return (await other.call('GET', '/api/overview')).status === 401;
    });
    expect(await realm.onlineSessions(alice)).toHaveLength(1);
    expect((await visitor.call('GET', '/api/overview')).status).toBe(200);
  },
);
