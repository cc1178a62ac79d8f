import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { impersonate } from '../../support/impersonation.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { pluginRoutes } from '../../support/routes.ts';
import type { ApiRoute } from '../../support/routes.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { codeFlow, directGrant, serviceAccountToken } from '../../support/tokens.ts';

// The threat: a route that lets somebody in who is not the user on the realm's own bridge. The bound: architecture §3,
// for every route that the plugin states, and for paths that it does not state.

interface Tokens {
  user?: string;
  bridge?: string;
}

/** What a route answers to a caller whom the guard let in, without grant or body. */
type Expected = 'admitted' | 'not-signed-in' | 'forbidden-caller' | 'looks only';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let other: TestRealm;
let alice: TestUser;
let app: TestClient;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ pin: { mode: 'on' } }));
  other = things.use(await TestRealm.make());
  alice = await realm.addUser('alice');
  app = await realm.addClient('app');
});

afterAll(() => things.disposeAsync());

/** A client whose tokens carry the audience too, as any administrator could set up. */
async function addClientWithAudience(clientId: string): Promise<TestClient> {
  return realm.addClient(clientId, {
    protocolMappers: [
      {
        name: 'keyhold',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-audience-mapper',
        config: { 'included.client.audience': 'keyhold', 'access.token.claim': 'true' },
      },
    ],
  });
}

async function personWithSyncRole(): Promise<string> {
  const mallory = await realm.addUser('mallory');
  await realm.giveClientRole(mallory.id, 'keyhold', 'sync');
  return (await realm.userTokens(mallory)).access_token;
}

async function endedSession(): Promise<string> {
  const carol = await realm.addUser('carol');
  const { access_token: token } = await realm.userTokens(carol);
  await realm.admin.users.logout({ realm: realm.name, id: carol.id });
  return token;
}

async function disabledUser(): Promise<string> {
  const dave = await realm.addUser('dave');
  const { access_token: token } = await realm.userTokens(dave);
  await realm.admin.users.update({ realm: realm.name, id: dave.id }, { enabled: false });
  return token;
}

async function realmAdministrator(): Promise<string> {
  const rita = await realm.addUser('rita');
  await realm.giveClientRole(rita.id, 'realm-management', 'realm-admin');
  return (await realm.userTokens(rita)).access_token;
}

async function callers(): Promise<[string, Tokens, Expected][]> {
  const bridge = await realm.bridgeToken();
  const tokens = await realm.userTokens(alice);
  const user = tokens.access_token;
  const bob = await realm.addUser('bob');
  const withAudience = await addClientWithAudience('app-with-audience');
  const ofApp = (await codeFlow(realm.name, app, { user: alice })).access_token;
  const ofAppWithAudience = (await codeFlow(realm.name, withAudience, { user: alice })).access_token;
  const otherUser = (await other.userTokens(await other.addUser('alice'))).access_token;
  const { admin } = testRun();
  const master = await directGrant('master', { clientId: 'admin-cli', clientSecret: '' }, admin);
  const impersonated = await codeFlow(realm.name, realm.bridge, { browser: await impersonate(realm, alice) });
  return [
    ['nobody', {}, 'not-signed-in'],
    ['the bridge’s token alone', { bridge }, 'not-signed-in'],
    ['a user through the bridge', { user, bridge }, 'admitted'],
    ['another user through the bridge', { user: (await realm.userTokens(bob)).access_token, bridge }, 'admitted'],
    [
      'a realm administrator through the bridge, who is just a user',
      { user: await realmAdministrator(), bridge },
      'admitted',
    ],
    ['an impersonated session through the bridge', { user: impersonated.access_token, bridge }, 'looks only'],
    ['a user without the bridge', { user }, 'forbidden-caller'],
    ['a user with garbage for the bridge', { user, bridge: 'garbage' }, 'forbidden-caller'],
    ['a user who sends their own token as the bridge’s', { user, bridge: user }, 'forbidden-caller'],
    [
      'a user with another client’s service account',
      { user, bridge: await serviceAccountToken(realm.name, app) },
      'forbidden-caller',
    ],
    [
      'a user with a person who was given the role sync',
      { user, bridge: await personWithSyncRole() },
      'forbidden-caller',
    ],
    ['a user with the bridge of another realm', { user, bridge: await other.bridgeToken() }, 'forbidden-caller'],
    ['the bridge as the user', { user: bridge }, 'forbidden-caller'],
    ['the bridge as the user, with itself', { user: bridge, bridge }, 'forbidden-caller'],
    [
      'a service account with the audience as the user',
      { user: await serviceAccountToken(realm.name, withAudience), bridge },
      'forbidden-caller',
    ],
    ['another client’s user', { user: ofApp, bridge }, 'not-signed-in'],
    ['another client’s user, alone', { user: ofApp }, 'not-signed-in'],
    ['another client’s user, with the audience', { user: ofAppWithAudience, bridge }, 'forbidden-caller'],
    ['a user of another realm', { user: otherUser, bridge }, 'not-signed-in'],
    [
      'a user of another realm with that realm’s bridge',
      { user: otherUser, bridge: await other.bridgeToken() },
      'not-signed-in',
    ],
    ['the master administrator', { user: master.access_token, bridge }, 'not-signed-in'],
    ['the master administrator alone', { user: master.access_token }, 'not-signed-in'],
    ['an ended session', { user: await endedSession(), bridge }, 'not-signed-in'],
    ['a disabled user', { user: await disabledUser(), bridge }, 'not-signed-in'],
    ['an ID token', { user: tokens.id_token, bridge }, 'not-signed-in'],
    ['a refresh token', { user: tokens.refresh_token, bridge }, 'not-signed-in'],
    ['garbage', { user: 'garbage', bridge }, 'not-signed-in'],
  ];
}

const statusOf = { 'not-signed-in': 401, 'forbidden-caller': 403, impersonated: 403 } as const;

/** What this route must answer: `[status, problem]`. */
function answerTo(route: ApiRoute, expected: Expected): [number, string | undefined] {
  if (route.open) return [200, undefined];
  if (expected === 'looks only') return route.changes ? [statusOf.impersonated, 'impersonated'] : [200, undefined];
  if (expected !== 'admitted') return [statusOf[expected], expected];
  if (!route.changes) return [200, undefined];
  // Let in, and stopped by what the call itself lacks.
  // An app or a key that is not there is told before a proof is asked: there is nothing that a proof could be for.
  if (route.method === 'DELETE' && /^\/(totp|passkeys)\//.test(route.path)) return [404, 'not-found'];
  return route.takesBody ? [415, 'unsupported-media-type'] : [401, 'step-up-required'];
}

const told = ({ status, problem }: ApiAnswer): [number, string | undefined] => [status, problem];

describe('every route of the plugin', () => {
  test('answers every kind of caller as the architecture says, and no undeclared path lets anybody learn more', async () => {
    const routes = pluginRoutes();
    expect(routes.length).toBeGreaterThanOrEqual(6);
    const unstated: ApiRoute[] = ['/nothing', '/sessions/a/b', '/..%2fkeyhold/sessions'].map((path) => ({
      method: 'GET',
      path,
      open: false,
      changes: false,
      takesBody: false,
    }));
    for (const [who, tokens, expected] of await callers()) {
      for (const route of [...routes, ...unstated]) {
        const answer = await callPlugin(realm.name, { ...tokens, ...route });
        const isAdmitted = expected === 'admitted' || expected === 'looks only';
        const wanted = unstated.includes(route) && isAdmitted ? [404, 'not-found'] : answerTo(route, expected);
        const line = `${who}: ${route.method} ${route.path}`;
        expect([line, ...told(answer)]).toEqual([line, ...wanted]);
      }
    }
  }, 120_000);

  test('shows a user nothing of another user', async () => {
    await realm.userTokens(alice);
    const alices = await realm.onlineSessions(alice);
    const eve = await realm.addUser('eve');
    const tokens = { user: (await realm.userTokens(eve)).access_token, bridge: await realm.bridgeToken() };
    for (const { method, path, changes } of pluginRoutes().filter((route) => !route.changes)) {
      const { text } = await callPlugin(realm.name, { ...tokens, method, path });
      expect([path, changes, alices.filter((id) => text.includes(id)), text.includes(alice.id)]).toEqual([
        path,
        false,
        [],
        false,
      ]);
    }
  });

  test('does not exist in a realm that Keyhold does not manage', async () => {
    const { keycloakUrl } = testRun();
    const absent = await fetch(`${keycloakUrl}/realms/master/no-such-tree`);
    for (const { method, path } of pluginRoutes()) {
      const answer = await callPlugin('master', { method, path });
      expect([path, answer.status, answer.text]).toEqual([path, absent.status, await absent.clone().text()]);
    }
  });
});
