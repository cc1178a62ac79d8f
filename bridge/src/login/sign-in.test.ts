import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UnsecuredJWT, type JWTPayload } from 'jose';
import { BridgeUnderTest, Browser } from './testing/bridge-under-test.ts';
import { FakeProvider } from './testing/fake-provider.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

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

describe('a sign-in', () => {
  test('sends the browser to the browser-facing Keycloak with PKCE, nonce and state, and asks the internal one itself', async () => {
    const location = new URL(await browser.leave());
    expect(location.href.startsWith(`${provider.issuer}/protocol/openid-connect/auth?`)).toBe(true);
    const parameters = Object.fromEntries(location.searchParams);
    expect(parameters).toMatchObject({
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: 'https://account.example.test/security/auth/callback',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      scope: 'openid profile email',
    });
    expect(provider.calls.discovery).toBe(1);
  });

  test('opens a web session under a hard cookie and leads back to where the user wanted to go', async () => {
    const location = await browser.leave('/security/sessions?x=1');
    const answer = await browser.back(provider.authorize(location));
    expect([answer.status, answer.headers.location]).toEqual([302, '/security/sessions?x=1']);
    const cookie = answer.headers['set-cookie']?.find((line) => !line.includes('-sign-in-'));
    expect(cookie).toMatch(/^__Host-keyhold-[0-9a-f]{8}=[\w-]{43}; /);
    const attributes = cookie?.split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(await browser.isSignedIn()).toBe(true);
  });

  // Threat: session fixation. Bound: the id that the browser brought is dead, the new one is new.
  test('gives a new id and ends the session of the old one', async () => {
    await browser.signIn(provider);
    const former = new Map(browser.cookies);
    // Signed in already: the second tab is at Keycloak since before.
    const other = new Browser(bridge);
    const location = await other.leave();
    for (const [name, value] of former) if (!name.includes('-sign-in-')) other.cookies.set(name, value);
    await other.back(provider.authorize(location));
    expect([...other.cookies]).not.toEqual([...former]);
    expect(await browser.isSignedIn()).toBe(false);
    expect(await other.isSignedIn()).toBe(true);
  });

  // Threat: a link to our sign-in that carries parts of an answer. Bound: what does not come back is not read as an answer.
  test.each(['error=x', 'error=access_denied', 'code=x', 'code=x&state=y', 'error=a&error=b'])(
    'starts whatever else stands in its address: %s',
    async (query) => {
      const { status, headers } = await browser.open(`/auth/login?${query}`);
      expect([status, headers.location?.startsWith(provider.issuer)]).toEqual([302, true]);
      expect((await browser.back(provider.authorize(headers.location ?? ''))).status).toBe(302);
    },
  );

  test('works in five tabs at once', async () => {
    // No cookie has come back yet when the last of them starts.
    const locations = await Promise.all([0, 1, 2, 3, 4].map((tab) => browser.leave(`/security/sessions?tab=${tab}`)));
    const answers = await Promise.all(locations.map((location) => browser.back(provider.authorize(location))));
    expect(answers.map(({ headers }) => headers.location)).toEqual(
      [0, 1, 2, 3, 4].map((tab) => `/security/sessions?tab=${tab}`),
    );
  });
});

describe('a callback that is not the answer to a sign-in of this browser', () => {
  // Threat: login CSRF and denial of sign-in. Bound: refused, and the real sign-in goes on.
  test('with an unknown state burns nothing', async () => {
    const answer = provider.authorize(await browser.leave());
    for (const state of [randomBytes(32).toString('base64url'), 'short', 'x'.repeat(5000), '%00', '__proto__']) {
      const forged = await browser.open(`/auth/callback?code=forged&state=${state}`);
      expect([forged.status, provider.calls.token]).toEqual([400, 0]);
    }
    expect((await browser.back(answer)).status).toBe(302);
  });

  test('from another browser burns nothing, even with the right state and code', async () => {
    const answer = provider.authorize(await browser.leave());
    const thief = new Browser(bridge);
    await thief.leave();
    expect((await thief.back(answer)).status).toBe(400);
    expect((await new Browser(bridge).back(answer)).status).toBe(400);
    expect(provider.calls.token).toBe(0);
    expect((await browser.back(answer)).status).toBe(302);
  });

  test('a second time leads on when signed in, else to "Sign in again"', async () => {
    const answer = provider.authorize(await browser.leave());
    expect((await browser.back(answer)).status).toBe(302);
    const again = await browser.back(answer);
    expect([again.status, again.headers.location]).toEqual([302, '/security/']);
    browser.cookies.delete([...browser.cookies.keys()].find((name) => !name.includes('-sign-in-')) ?? '');
    const signedOut = await browser.back(answer);
    expect([signedOut.status, signedOut.text.includes('Sign in again')]).toEqual([400, true]);
  });

  test('64 times at once signs in once', async () => {
    const answer = provider.authorize(await browser.leave());
    const cookies = new Map(browser.cookies);
    const all = await Promise.all(
      Array.from({ length: 64 }, () => {
        const tab = new Browser(bridge);
        for (const [name, value] of cookies) tab.cookies.set(name, value);
        return tab.back(answer);
      }),
    );
    expect(all.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 400)).toHaveLength(63);
  });

  test.each(['code', 'state', 'error', 'iss'])('with `%s` twice is refused', async (name) => {
    const answer = provider.authorize(await browser.leave());
    const twice = await browser.back(
      answer,
      name === 'code' || name === 'state' ? `&${name}=x` : `&${name}=x&${name}=y`,
    );
    expect([twice.status, provider.calls.token]).toEqual([400, 0]);
  });

  test('with the name of another issuer is refused (RFC 9207)', async () => {
    const answer = provider.authorize(await browser.leave());
    expect((await browser.back(answer, '&iss=https://evil.example')).status).toBe(400);
    expect((await browser.back(answer, `&iss=${encodeURIComponent(provider.issuer)}`)).status).toBe(302);
  });

  test('without code or state is refused', async () => {
    for (const query of ['', '?', '?code=x', '?state=x', '?code=&state=', '?code[a]=1&state=2']) {
      expect((await browser.open(`/auth/callback${query}`)).status).toBe(400);
    }
  });

  test('an error is told in our words, never in those of the address', async () => {
    const { state } = provider.authorize(await browser.leave('/security/sessions'));
    const hostile = encodeURIComponent('<script>alert(1)</script>Call +1 555');
    for (const query of [`error=${hostile}`, `error=access_denied&error_description=${hostile}&state=${state}`]) {
      const { status, text, headers } = await browser.open(`/auth/callback?${query}`);
      expect(status).toBe(400);
      expect(text).not.toMatch(/555|<script>alert/);
      expect(headers['content-type']).toMatch(/^text\/html/);
    }
    expect(bridge.log.join('')).not.toContain('555');
  });
});

describe("an ID token that is not Keycloak's answer to this sign-in", () => {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const hs256 = (claims: JWTPayload, secret: string): string => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${encode({ alg: 'HS256', kid: 'one', typ: 'JWT' })}.${encode(claims)}`;
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  };
  const past = () => Math.floor(Date.now() / 1000) - 60;
  const forgeries: Record<string, (of: FakeProvider) => void> = {
    'alg none': (of) => (of.sign = (claims) => Promise.resolve(new UnsecuredJWT(claims).encode())),
    'an empty signature': (of) => (of.sign = async (claims) => (await of.signed(claims)).replace(/\.[^.]+$/, '.')),
    'a changed payload': (of) =>
      (of.sign = async (claims) => {
        const [header, , signature] = (await of.signed(claims)).split('.');
        return [header, Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url'), signature].join(
          '.',
        );
      }),
    'a wrong key': (of) => (of.sign = (claims) => of.signed(claims, {}, stranger)),
    'a wrong key under an unknown id': (of) => (of.sign = (claims) => of.signed(claims, { kid: 'two' }, stranger)),
    'HS256 with the public key': (of) =>
      (of.sign = (claims) =>
        Promise.resolve(hs256(claims, of.publicKey.export({ type: 'spki', format: 'pem' }).toString()))),
    'HS256 with the client secret': (of) => (of.sign = (claims) => Promise.resolve(hs256(claims, of.clientSecret))),
    'a foreign audience': (of) => (of.idClaims = (claims) => ({ ...claims, aud: 'other' })),
    'several audiences without azp': (of) =>
      (of.idClaims = ({ azp: _, ...claims }) => ({ ...claims, aud: [of.clientId, 'other'] })),
    'a foreign azp': (of) => (of.idClaims = (claims) => ({ ...claims, azp: 'other' })),
    'a foreign issuer': (of) => (of.idClaims = (claims) => ({ ...claims, iss: 'https://evil.example/realms/demo' })),
    'the internal issuer': (of) => (of.idClaims = (claims) => ({ ...claims, iss: `${of.internalUrl}/realms/demo` })),
    'another nonce': (of) => (of.idClaims = (claims) => ({ ...claims, nonce: 'other' })),
    'no nonce': (of) => (of.idClaims = ({ nonce: _, ...claims }) => claims),
    expired: (of) => (of.idClaims = (claims) => ({ ...claims, exp: past() })),
    'no expiry': (of) => (of.idClaims = ({ exp: _, ...claims }) => claims),
    'not yet valid': (of) => (of.idClaims = (claims) => ({ ...claims, nbf: past() + 600 })),
    'no subject': (of) => (of.idClaims = ({ sub: _, ...claims }) => claims),
    'no session id': (of) => (of.idClaims = ({ sid: _, ...claims }) => claims),
    'an access token in its place': (of) => (of.idClaims = (claims) => ({ ...claims, typ: 'Bearer' })),
    garbage: (of) => (of.sign = () => Promise.resolve('garbage')),
    'three empty parts': (of) => (of.sign = () => Promise.resolve('..')),
  };

  test.each(Object.keys(forgeries))('%s: no web session, a plain page', async (name) => {
    forgeries[name]?.(provider);
    const { answer } = await browser.signIn(provider);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('could not be trusted');
    expect(await browser.isSignedIn()).toBe(false);
    provider.sign = (claims) => provider.signed(claims);
    provider.idClaims = (claims) => claims;
    expect((await browser.signIn(provider)).answer.status).toBe(302);
  });

  test('four seconds of difference between the clocks are borne', async () => {
    provider.idClaims = (claims) => ({ ...claims, nbf: past() + 64, iat: past() + 64 });
    expect((await browser.signIn(provider)).answer.status).toBe(302);
  });
});

describe('a provider that does not answer as one', () => {
  const faults = {
    'HTML with 200': { status: 200, body: '<html>hello</html>' },
    '500': { status: 500, body: 'oops' },
    'garbage JSON': { status: 200, body: '{"access_token":' },
    'a JSON string': { status: 200, body: '"x"' },
    null: { status: 200, body: 'null' },
    'wrong types': { status: 200, body: '{"access_token":1,"refresh_token":[],"expires_in":"x","token_type":{}}' },
    'a body without end': { status: 200, body: 'x'.repeat(3_000_000) },
    'a redirect': { status: 302, body: '' },
    'an error of another kind': { status: 401, body: '{"error":"unauthorized_client"}' },
  };

  test.each(Object.entries(faults))('token endpoint: %s', async (_, fault) => {
    const authorized = provider.authorize(await browser.leave());
    provider.faults.token = fault;
    const answer = await browser.back(authorized);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain('oops');
    expect((await browser.open('/healthz')).status).toBe(200);
  });

  test.each(Object.entries(faults))('keys: %s', async (_, fault) => {
    const authorized = provider.authorize(await browser.leave());
    provider.faults.certs = fault;
    expect((await browser.back(authorized)).status).toBe(503);
  });

  test.each(Object.entries(faults))('discovery: %s', async (_, fault) => {
    provider.faults.discovery = fault;
    expect((await browser.open('/auth/login')).status).toBe(503);
    expect((await browser.open('/readyz')).status).toBe(503);
    delete provider.faults.discovery;
    expect((await browser.open('/readyz')).status).toBe(200);
  });

  test('30 s of silence cost 3 s', async () => {
    const authorized = provider.authorize(await browser.leave());
    provider.faults.token = { delay: 30_000 };
    const start = performance.now();
    const answer = await browser.back(authorized);
    expect(answer.status).toBe(503);
    expect(performance.now() - start).toBeLessThan(3500);
  });

  test('another issuer in discovery is refused: the two addresses are mixed up', async () => {
    provider.faults.discovery = {
      body: JSON.stringify({ issuer: 'https://evil.example', code_challenge_methods_supported: ['S256'] }),
    };
    expect((await browser.open('/auth/login')).status).toBe(503);
    expect(bridge.log.join('')).toContain('compare KEYHOLD_KEYCLOAK_URL');
  });

  test('a code that Keycloak refuses leads to "Sign in again"', async () => {
    const answer = await browser.back({ ...provider.authorize(await browser.leave()), code: 'not-mine' });
    expect([answer.status, answer.text.includes('Sign in again')]).toEqual([400, true]);
  });

  test('unknown key ids do not make it hammer the keys', async () => {
    await browser.signIn(provider);
    provider.sign = (claims) => provider.signed(claims, { kid: `unknown-${Math.random()}` });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const other = new Browser(bridge);
      expect((await other.signIn(provider)).answer.status).toBe(403);
    }
    expect(provider.calls.certs).toBeLessThanOrEqual(2);
  });
});
