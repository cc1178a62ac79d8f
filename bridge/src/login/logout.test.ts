import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UnsecuredJWT, type JWTPayload } from 'jose';
import { StoreUnavailable } from '../store/session-store.ts';
import { BridgeUnderTest, Browser, type Answer } from './testing/bridge-under-test.ts';
import { FakeProvider } from './testing/fake-provider.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

let provider: FakeProvider;
let bridge: BridgeUnderTest;
let browser: Browser;
let sid: string;

beforeEach(async () => {
  provider = await new FakeProvider().start();
  bridge = await new BridgeUnderTest(provider).start();
  browser = new Browser(bridge);
  ({ sid } = await browser.signIn(provider));
});
afterEach(async () => {
  await bridge.stop();
  await provider.stop();
});

describe('signing out', () => {
  const signOut = async (): Promise<URL> => {
    const answer = await browser.change('/auth/logout');
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    return new URL((JSON.parse(answer.text) as { location: string }).location);
  };

  // Threat: the ID token stays in histories and logs, or the browser never arrives at Keycloak. Bound: the server ends it.
  test('ends the web session and the Keycloak session, and leads to the page that says so', async () => {
    const cookies = new Map(browser.cookies);
    expect((await signOut()).href).toBe('https://account.example.test/security/signed-out');
    expect([...provider.ended]).toEqual([sid]);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test('deletes its own row before it asks Keycloak', async () => {
    const cookies = new Map(browser.cookies);
    provider.faults.logout = { delay: 30_000 };
    const answer = browser.change('/auth/logout');
    for (let waits = 0; provider.calls.logout === 0 && waits < 200; waits += 1) await wait(5);
    expect(provider.calls.logout).toBe(1);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await browser.isSignedIn()).toBe(false);
    await answer;
  });

  test.each([
    ['500', { status: 500 }],
    ['a refusal', { status: 400, body: '{"error":"invalid_grant"}' }],
    ['a page', { status: 200, body: '<html>' }],
    ['30 s of silence', { delay: 30_000 }],
  ])('sends the browser to Keycloak with what it needs to end its own after %s', async (_, fault) => {
    provider.faults.logout = fault;
    const start = performance.now();
    const location = await signOut();
    expect(performance.now() - start).toBeLessThan(3500);
    expect(location.href.startsWith(`${provider.issuer}/protocol/openid-connect/logout?`)).toBe(true);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: provider.clientId,
      id_token_hint: expect.stringMatching(/^ey/),
      post_logout_redirect_uri: 'https://account.example.test/security/signed-out',
    });
    expect(bridge.log.join('')).not.toMatch(/canary-refresh|id_token_hint/);
  });

  test('works while Keycloak is down', async () => {
    await provider.stop();
    expect((await signOut()).href).toContain('/protocol/openid-connect/logout?');
    expect(await browser.isSignedIn()).toBe(false);
    await provider.start();
  });

  test('without a session leads to the page that says so', async () => {
    const answer = await new Browser(bridge).change('/auth/logout');
    expect(JSON.parse(answer.text)).toEqual({ location: 'https://account.example.test/security/signed-out' });
  });

  // Threat: a foreign page signs the user out. Bound: header and origin, exactly.
  test.each([
    ['no header', { 'X-Keyhold': '' }],
    ['another value', { 'X-Keyhold': '2' }],
    ['no origin', { Origin: '' }],
    ['a sibling', { Origin: 'https://evil.example.test' }],
    ['a prefix', { Origin: 'https://account.example.test.evil.example' }],
    ['null', { Origin: 'null' }],
    ['http', { Origin: 'http://account.example.test' }],
    ['another port', { Origin: 'https://account.example.test:444' }],
  ])('is refused with %s', async (_, headers) => {
    const answer = await browser.change('/auth/logout', { headers });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      403,
      { type: 'urn:keyhold:problem:forbidden-origin' },
    ]);
    expect(await browser.isSignedIn()).toBe(true);
  });

  test('a GET changes nothing', async () => {
    expect((await browser.open('/auth/logout')).status).toBe(404);
    expect((await browser.open('/auth/backchannel-logout')).status).toBe(404);
    expect(await browser.isSignedIn()).toBe(true);
  });
});

const send = (token: string, more: Record<string, string> = {}): Promise<Answer> =>
  bridge.call('/security/auth/backchannel-logout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ logout_token: token, ...more }).toString(),
  });

describe('back-channel logout', () => {
  test('ends the web sessions of a Keycloak session, and no other', async () => {
    const other = new Browser(bridge);
    await other.signIn(provider);
    const answer = await send(await provider.logoutToken({ sid, sub: provider.subject }));
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(await browser.isSignedIn()).toBe(false);
    expect(await other.isSignedIn()).toBe(true);
  });

  test('that was lost while its session was signing in: Keycloak is asked before a web session is made', async () => {
    const other = new Browser(bridge);
    const authorized = provider.authorize(await other.leave());
    provider.ended.add(authorized.sid);
    expect((await other.back(authorized)).status).toBe(403);
    expect(await other.isSignedIn()).toBe(false);
  });

  test('by subject ends all of a user', async () => {
    const other = new Browser(bridge);
    await other.signIn(provider);
    expect((await send(await provider.logoutToken({ sub: provider.subject }))).status).toBe(200);
    expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
  });

  test('of somebody else, or of a session unknown here, is accepted and ends nothing', async () => {
    expect((await send(await provider.logoutToken({ sub: randomUUID() }))).status).toBe(200);
    expect((await send(await provider.logoutToken({ sid: randomUUID() }))).status).toBe(200);
    expect(await browser.isSignedIn()).toBe(true);
  });

  test('that comes while its session is signing in wins', async () => {
    const other = new Browser(bridge);
    const authorized = provider.authorize(await other.leave());
    expect((await send(await provider.logoutToken({ sid: authorized.sid }))).status).toBe(200);
    expect((await other.back(authorized)).status).toBe(403);
    expect(await other.isSignedIn()).toBe(false);
  });

  // Threat: a logout token is replayed after the user signed in again. Bound: each counts once.
  test('counts once', async () => {
    const token = await provider.logoutToken({ sub: provider.subject });
    const answers = await Promise.all(Array.from({ length: 16 }, () => send(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await browser.signIn(provider);
    expect((await send(token)).status).toBe(400);
    expect(await browser.isSignedIn()).toBe(true);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const forged: Record<string, (claims: JWTPayload) => Promise<string>> = {
    'a wrong key': (claims) =>
      provider.signed(
        { iss: provider.issuer, aud: provider.clientId, iat: now(), exp: now() + 60, ...claims },
        {},
        stranger,
      ),
    'no signature': (claims) =>
      Promise.resolve(
        new UnsecuredJWT({
          iss: provider.issuer,
          aud: provider.clientId,
          iat: now(),
          exp: now() + 60,
          ...claims,
        }).encode(),
      ),
    'another issuer': (claims) => provider.logoutToken({ ...claims, iss: 'https://evil.example' }),
    'another audience': (claims) => provider.logoutToken({ ...claims, aud: 'other' }),
    'an old one': (claims) => provider.logoutToken({ ...claims, iat: now() - 200, exp: now() + 60 }),
    'an expired one': (claims) => provider.logoutToken({ ...claims, iat: now() - 60, exp: now() - 30 }),
    'a long life': (claims) => provider.logoutToken({ ...claims, exp: now() + 3600 }),
    'one from the future': (claims) => provider.logoutToken({ ...claims, iat: now() + 60, exp: now() + 120 }),
    'no events': (claims) => provider.logoutToken({ ...claims, events: undefined }),
    'another event': (claims) => provider.logoutToken({ ...claims, events: { 'urn:other': {} } }),
    'an event that is no object': (claims) =>
      provider.logoutToken({ ...claims, events: { 'http://schemas.openid.net/event/backchannel-logout': 'yes' } }),
    'a nonce': (claims) => provider.logoutToken({ ...claims, nonce: 'x' }),
    'no jti': ({ jti: _, ...claims }) => provider.logoutToken({ ...claims, jti: undefined } as unknown as JWTPayload),
    'neither sid nor sub': () => provider.logoutToken({}),
    'a sid that is no text': (claims) => provider.logoutToken({ ...claims, sid: { $ne: '' } }),
    'the type of an access token': (claims) => provider.logoutToken(claims, { typ: 'at+jwt' }),
    'an ID token': (claims) =>
      provider.signed({
        iss: provider.issuer,
        aud: provider.clientId,
        iat: now(),
        exp: now() + 60,
        typ: 'ID',
        ...claims,
      }),
  };

  test.each(Object.keys(forged))('with %s is refused and touches nothing', async (name) => {
    const token = (await forged[name]?.({ sid, sub: provider.subject })) ?? '';
    const answer = await send(token);
    expect([answer.status, answer.headers['cache-control']]).toEqual([400, 'no-store']);
    expect(await browser.isSignedIn()).toBe(true);
  });

  test('without a usable form is refused', async () => {
    const path = '/security/auth/backchannel-logout';
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const statuses = [
      (await bridge.call(path, { method: 'POST' })).status,
      (await bridge.call(path, { method: 'POST', headers: form, body: 'logout_token=' })).status,
      (await bridge.call(path, { method: 'POST', headers: form, body: 'logout_token=a&logout_token=b' })).status,
      (await bridge.call(path, { method: 'POST', headers: form, body: 'x'.repeat(20_000) })).status,
      (await bridge.call(path, { method: 'POST', headers: form, body: '&a=1'.repeat(50) })).status,
      (
        await bridge.call(path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{"logout_token":1}',
        })
      ).status,
    ];
    expect(statuses).toEqual([400, 400, 400, 413, 413, 400]);
  });

  test('is not confirmed while the store does not answer, and may come again', async () => {
    const token = await provider.logoutToken({ sid });
    const endBySid = bridge.store.endBySid.bind(bridge.store);
    bridge.store.endBySid = () => Promise.reject(new StoreUnavailable());
    expect((await send(token)).status).toBe(503);
    bridge.store.endBySid = endBySid;
    expect((await send(token)).status).toBe(200);
    expect(await browser.isSignedIn()).toBe(false);
  });
});
