import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BridgeUnderTest } from '../login/testing/bridge-under-test.ts';
import { FakeProvider } from '../login/testing/fake-provider.ts';

let provider: FakeProvider;
let bridge: BridgeUnderTest;
beforeEach(async () => {
  provider = await new FakeProvider().start();
});
afterEach(async () => {
  await bridge.stop();
  await provider.stop();
});

describe.each([
  ['https://account.example.test/security', ['', '/security']],
  ['https://account.example.test', ['']],
])('a page at %s', (publicUrl, places) => {
  beforeEach(async () => {
    bridge = await new BridgeUnderTest(provider, undefined, { KEYHOLD_PUBLIC_URL: publicUrl }).start();
  });

  test.each([
    ['webauthn', { origins: ['https://account.example.test'] }],
    ['passkey-endpoints', { enroll: `${publicUrl}/passkeys`, manage: `${publicUrl}/passkeys` }],
  ])('tells %s to everybody, for a while, without cookies', async (name, file) => {
    for (const place of places) {
      const { status, headers, text } = await bridge.call(`${place}/.well-known/${name}`);
      expect([status, JSON.parse(text)]).toEqual([200, file]);
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      });
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('takes nothing but a look', async () => {
    for (const place of places) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const { status, headers } = await bridge.call(`${place}/.well-known/webauthn`, { method });
        expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
      }
      expect((await bridge.call(`${place}/.well-known/webauthn`, { method: 'HEAD' })).status).toBe(200);
      expect((await bridge.call(`${place}/.well-known/webauthn/`)).status).toBe(404);
      expect((await bridge.call(`${place}/.well-known/other`)).status).toBe(404);
    }
  });
});
