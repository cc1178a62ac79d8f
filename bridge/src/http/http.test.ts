import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { BridgeUnderTest, Browser, canaryKey } from '../login/testing/bridge-under-test.ts';
import { FakeProvider } from '../login/testing/fake-provider.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

let provider: FakeProvider;
let bridge: BridgeUnderTest;

const start = async (more: Record<string, string> = {}): Promise<void> => {
  await bridge.stop();
  bridge = await new BridgeUnderTest(provider, undefined, more).start();
};

beforeEach(async () => {
  provider = await new FakeProvider().start();
  bridge = await new BridgeUnderTest(provider).start();
});
afterEach(async () => {
  await bridge.stop();
  await provider.stop();
});

const json = { Accept: 'application/json' };
const problemOf = ({ text }: { text: string }) => JSON.parse(text) as Record<string, unknown>;

describe('every answer', () => {
  test.each([
    '/security/',
    '/security/healthz',
    '/security/api/config',
    '/security/api/none',
    '/none',
    '/security/signed-out',
  ])('%s has the headers that keep a page to itself', async (path) => {
    const { headers } = await bridge.call(path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' https://id.example.test;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['cross-site', 'same-origin'],
    ['same-site', 'same-origin'],
    ['same-origin', 'same-origin'],
    ['none', undefined],
  ])('a page that was led to from %s has the opener policy %s', async (site, policy) => {
    const { headers } = await bridge.call('/security/signed-out', { headers: { 'Sec-Fetch-Site': site } });
    expect(headers['cross-origin-opener-policy']).toBe(policy);
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('/readyz names the part that is not ready, and nothing more', async () => {
    const ready = async () => {
      const { status, text } = await bridge.call('/security/readyz');
      return [status, JSON.parse(text) as unknown];
    };
    provider.faults.discovery = { status: 500, body: 'canary' };
    const all = { status: 'unavailable', store: 'ok', keycloak: 'unavailable', plugin: 'unavailable' };
    expect(await ready()).toEqual([503, all]);
    expect(provider.calls.greeting).toBe(0);
    delete provider.faults.discovery;
    provider.faults.greeting = { status: 404, body: 'canary' };
    expect(await ready()).toEqual([503, { ...all, keycloak: 'ok' }]);
    delete provider.faults.greeting;
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await ready()).toEqual([200, { status: 'ok', store: 'ok', keycloak: 'ok', plugin: 'ok' }]);
    await ready();
    expect(provider.calls.greeting).toBe(2);
  });

  test('nothing stands outside the base path', async () => {
    for (const path of ['/', '/api/config', '/healthz', '/auth/login', '/securityx', '/SECURITY/healthz']) {
      expect([path, (await bridge.call(path)).status]).toEqual([path, 404]);
    }
    expect((await bridge.call('/security')).status).toBe(302);
  });

  test('a problem is JSON for the API and a page for who navigates', async () => {
    const forApi = await bridge.call('/security/api/sessions', { headers: { Accept: 'text/html' } });
    expect([forApi.status, forApi.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(problemOf(forApi)).toMatchObject({ requestId: forApi.headers['x-request-id'] });
    const forEyes = await bridge.call('/security/<script>', { headers: { Accept: 'text/html' } });
    expect([forEyes.status, forEyes.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(forEyes.text).not.toContain('<script>');
  });
});

describe('the request id', () => {
  test('is our own, whatever a client sends', async () => {
    const { headers } = await bridge.call('/security/healthz', { headers: { 'X-Request-Id': 'chosen-by-client' } });
    expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/);
    expect(headers['x-request-id']).not.toBe('chosen-by-client');
  });

  test("is a declared proxy's when it is well formed", async () => {
    await start({ KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32' });
    const idFor = async (given: string) =>
      (await bridge.call('/security/healthz', { headers: { 'X-Request-Id': given } })).headers['x-request-id'];
    expect(await idFor('proxy-0123456789')).toBe('proxy-0123456789');
    for (const bad of ['short', 'a b c d e f g h', 'x'.repeat(65), '{"a":1}________'])
      expect(await idFor(bad)).not.toBe(bad);
  });
});

describe('limits', () => {
  test('by address count every address for itself, behind a proxy too', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '10', KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32' });
    const ask = (address: string) =>
      bridge.call('/security/api/config', { headers: { ...json, 'X-Forwarded-For': address } });
    const statuses = async (address: string, count: number) =>
      (await Promise.all(Array.from({ length: count }, () => ask(address)))).map(({ status }) => status).sort();
    expect(await statuses('198.51.100.1', 12)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    expect((await ask('198.51.100.2')).status).toBe(200);
    const refused = await ask('198.51.100.1');
    expect(problemOf(refused)).toMatchObject({ type: 'urn:keyhold:problem:too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('cannot be escaped by headers', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '10' });
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        bridge.call('/security/api/config', { headers: { ...json, 'X-Forwarded-For': `198.51.100.${index}` } }),
      ),
    );
    expect(all.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  test('that a forgotten proxy would make common to all are told once', async () => {
    await start({});
    const from = (headers: Record<string, string>) => bridge.call('/security/api/config', { headers });
    const told = () => bridge.log.filter((line) => line.includes('KEYHOLD_TRUSTED_PROXIES')).length;
    await from({});
    expect(told()).toBe(0);
    await from({ 'X-Forwarded-For': '198.51.100.1' });
    await from({ 'X-Forwarded-For': '198.51.100.2' });
    expect(told()).toBe(1);
    await start({ KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32' });
    await from({ 'X-Forwarded-For': '198.51.100.1' });
    expect(told()).toBe(0);
  });

  test('allow a tenth of it for sign-ins', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '30' });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) statuses.push((await bridge.call('/security/auth/login')).status);
    expect(statuses).toEqual([302, 302, 302, 429, 429]);
  });

  // Threat: one IPv6 site has 65,536 /64 to start sign-ins from. Bound: the site has a limit of its own.
  test('count the sign-ins of an IPv6 site together', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '10', KEYHOLD_TRUSTED_PROXIES: '127.0.0.1/32' });
    const statuses: number[] = [];
    const leave = async (address: string) =>
      (await bridge.call('/security/auth/login', { headers: { 'X-Forwarded-For': address } })).status;
    for (let net = 0; net < 12; net += 1) statuses.push(await leave(`2001:db8:7:${net.toString(16)}::1`));
    expect(statuses.filter((status) => status === 302)).toHaveLength(10);
    expect([await leave('2001:db8:8::1'), await leave('198.51.100.1')]).toEqual([302, 302]);
  });

  test('by user count a user in all browsers', async () => {
    await start({ KEYHOLD_LIMIT_USER: '10' });
    const [one, two] = [new Browser(bridge), new Browser(bridge)];
    await one.signIn(provider);
    await two.signIn(provider);
    const statuses: number[] = [];
    for (let call = 0; call < 12; call += 1) {
      statuses.push((await (call % 2 ? one : two).open('/api/config', { headers: json })).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('never stand before Keycloak, which ends many sessions at once', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '10' });
    for (let call = 0; call < 15; call += 1) {
      expect((await bridge.call('/security/auth/backchannel-logout', { method: 'POST' })).status).toBe(400);
    }
  });
});

describe('what comes in', () => {
  const change = (headers: Record<string, string>, body: string) => {
    const own = { 'X-Keyhold': '1', Origin: bridge.config.origin, 'Content-Type': 'application/json', ...json };
    return bridge.call('/security/api/reauthentication', { method: 'POST', headers: { ...own, ...headers }, body });
  };

  test('never crashes the bridge and is never a fault of ours', async () => {
    await start({ KEYHOLD_LIMIT_ADDRESS: '100000' });
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const ascii = fc.string({ maxLength: 200 }).map((value) => value.replaceAll(/[^\x20-\x7e]/g, ''));
    await fc.assert(
      fc.asyncProperty(ascii, ascii, ascii, fc.oneof(text, fc.json()), async (path, query, cookie, body) => {
        const target = `/security/${encodeURI(path).replaceAll('%25', '%')}?${encodeURI(query)}`;
        const got = await bridge.call(target, { headers: { ...json, Cookie: cookie } });
        expect([target, got.status < 500]).toEqual([target, true]);
        const back = await bridge.call(`/security/auth/callback?${encodeURI(query)}`, { headers: { Cookie: cookie } });
        expect(back.status).toBe(400);
        const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const out = await bridge.call('/security/auth/backchannel-logout', { method: 'POST', headers: form, body });
        expect(out.status).toBeLessThan(500);
        expect((await change({}, body)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  test('a thousand parameters cost nothing', async () => {
    const query = Array.from({ length: 1000 }, (_, index) => `a[${index}][b]=1`).join('&');
    const begin = performance.now();
    expect((await bridge.call(`/security/auth/login?${query}`)).status).toBe(302);
    expect(performance.now() - begin).toBeLessThan(500);
  });

  test('a cookie of another form is no cookie', async () => {
    const browser = new Browser(bridge);
    await browser.signIn(provider);
    const [name = '', value = ''] = [...browser.cookies].find(([key]) => !key.includes('-sign-in-')) ?? [];
    for (const bad of [
      `${value}x`,
      value.slice(1),
      `${value.slice(0, -1)}!`,
      `"${value}`,
      '',
      'undefined',
      `__proto__`,
    ]) {
      const { status } = await bridge.call('/security/api/sessions', {
        headers: { ...json, Cookie: `${name}=${bad}` },
      });
      expect([bad, status]).toEqual([bad, 401]);
    }
  });
});

describe('the log', () => {
  // Threat: secrets in logs. Bound: through every good and bad path, none of these words.
  test('never holds a secret', async () => {
    const browser = new Browser(bridge);
    await browser.signIn(provider);
    const headers = { 'X-Keyhold': '1', Origin: bridge.config.origin, 'Content-Type': 'application/json' };
    const secret = '{"operation":"sessions.end","target":"","password":"canary-password"';
    await browser.open('/api/reauthentication', { method: 'POST', headers, body: `${secret}}` });
    await browser.open('/api/reauthentication', { method: 'POST', headers, body: secret });
    await browser.open('/api/reauthentication', { method: 'POST', headers, body: `${secret},"canary-field":1}` });
    await browser.open('/api/sessions/canary-id?token=canary-query', {
      headers: { Authorization: 'Bearer canary-bearer' },
    });
    for (const fault of [
      { body: 'canary-answer{' },
      { status: 500, body: 'canary-answer' },
      { status: 400, body: '{"error":"canary-answer"}' },
    ]) {
      provider.faults.token = fault;
      await new Browser(bridge).signIn(provider);
    }
    delete provider.faults.token;
    provider.sign = (claims) => provider.signed({ ...claims, aud: 'other', secret: 'canary-claim' });
    await new Browser(bridge).signIn(provider);
    await bridge.call(`/security/auth/backchannel-logout`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `logout_token=${await provider.logoutToken({ iss: 'https://evil.example', note: 'canary-claim' })}`,
    });
    await bridge.call('/security/auth/callback?code=canary-code&state=canary-state');
    await browser.open('/auth/logout', { method: 'POST', headers });
    const log = bridge.log.join('');
    expect(bridge.log.length).toBeGreaterThan(15);
    // An id in a path is no secret: it is useless without a session.
    expect(log.replaceAll('/api/sessions/canary-id', '')).not.toMatch(/canary/);
    for (const value of browser.cookies.values()) expect(log).not.toContain(value);
    expect(log).not.toMatch(/eyJ[\w-]{10,}\.|Bearer |__Host-/);
    expect(log).not.toContain(canaryKey);
  });

  test('a line is one line, whatever stands in a path', async () => {
    await bridge.call('/security/%0d%0a{"level":"fatal"}%1b[31m');
    for (const line of bridge.log) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
