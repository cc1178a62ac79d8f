import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Browser, BridgeUnderTest } from './testing/bridge-under-test.ts';
import { FakeProvider } from './testing/fake-provider.ts';

let provider: FakeProvider;
let bridge: BridgeUnderTest;
let browser: Browser;
beforeEach(async () => {
  provider = await new FakeProvider().start();
  bridge = await new BridgeUnderTest(provider).start();
  browser = new Browser(bridge);
});
afterEach(async () => {
  await bridge.stop();
  await provider.stop();
});

const passwordless = 'webauthn-register-passwordless';
/** Starts the action; answers where the bridge sends the browser. */
const leave = async (action = passwordless): Promise<string> => {
  const { status, headers } = await browser.open(`/auth/actions/${action}`);
  expect(status).toBe(302);
  return headers.location ?? '';
};
const back = (answer: { code: string; state: string }, status?: string) =>
  browser.back(answer, `&kc_action=${passwordless}${status === undefined ? '' : `&kc_action_status=${status}`}`);

describe("an action of Keycloak's", () => {
  test.each(['webauthn-register', passwordless])('%s is started by a sign-in of its own', async (action) => {
    await browser.signIn(provider);
    const { searchParams } = new URL(await leave(action));
    expect(searchParams.get('kc_action')).toBe(action);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('redirect_uri')).toBe('https://account.example.test/security/auth/callback');
  });

  test('is nothing for who is not signed in: its page comes first', async () => {
    expect(await leave()).toBe('/security/passkeys');
    expect(await leave('webauthn-register')).toBe('/security/totp');
    expect(provider.calls.discovery).toBe(0);
  });

  test.each([
    ['success', 'added'],
    ['cancelled', 'cancelled'],
    ['error', 'failed'],
    ['<script>', 'failed'],
    [undefined, 'failed'],
  ])('that ends with %s comes back to the same place as %s', async (status, outcome) => {
    const { sid } = await browser.signIn(provider);
    const answer = await back(provider.authorize(await leave(), sid), status);
    expect([answer.status, answer.headers.location]).toEqual([302, `/security/passkeys?outcome=${outcome}`]);
    expect(await browser.isSignedIn()).toBe(true);
  });

  test('that Keycloak refuses leaves the person signed in, and says that it failed', async () => {
    await browser.signIn(provider);
    const state = new URL(await leave()).searchParams.get('state') ?? '';
    const answer = await browser.open(`/auth/callback?error=access_denied&state=${state}`);
    expect([answer.status, answer.headers.location]).toEqual([302, '/security/passkeys?outcome=failed']);
    expect(await browser.isSignedIn()).toBe(true);
  });

  // Threat: at Keycloak somebody else signs in on the way, and the page goes on as theirs. Bound: only the same person comes back.
  test('does not come back with another person', async () => {
    const { sid } = await browser.signIn(provider);
    const before = new Map(browser.cookies);
    provider.idClaims = (claims) => ({ ...claims, sub: 'somebody-else' });
    const answer = await back(provider.authorize(await leave(), sid), 'success');
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect(answer.text).toContain('Somebody else signed in');
    expect(browser.cookies.get([...before.keys()][0] ?? '')).toBe([...before.values()][0]);
  });

  test.each(['delete_account', 'UPDATE_PASSWORD', 'Webauthn-Register', 'webauthn-register%2F..', 'webauthn-register/'])(
    'called %s is none of ours',
    async (name) => {
      await browser.signIn(provider);
      expect((await browser.open(`/auth/actions/${name}`)).status).toBe(404);
    },
  );

  test('that is said twice to have ended is no answer', async () => {
    const { sid } = await browser.signIn(provider);
    const answer = await back(provider.authorize(await leave(), sid), 'success&kc_action_status=cancelled');
    expect(answer.status).toBe(400);
  });

  test('does not mark a plain sign-in, whatever the address says', async () => {
    const answer = await back(provider.authorize(await browser.leave('/security/password')), 'success');
    expect(answer.headers.location).toBe('/security/password');
    expect(new URL(await new Browser(bridge).leave('/?kc_action=delete_account')).searchParams.has('kc_action')).toBe(
      false,
    );
  });
});
