import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createKey, signWithKey, type CeremonyFailure } from './keys.ts';
import { knowsKeys } from './knows-keys.ts';

const bytes = (...all: number[]) => new Uint8Array(all).buffer;

/** A credential as a password manager hands it out: without the conversions of WebAuthn L3. */
const wrapped = (response: object) => ({
  id: '-_8',
  rawId: bytes(0xfb, 0xff),
  type: 'public-key',
  response,
  getClientExtensionResults: () => ({ credProps: { rk: true } }),
});

const creation = {
  challenge: 'AAEC',
  timeout: 60_000,
  user: { id: '-_8', name: 'alice', displayName: 'Alice' },
  excludeCredentials: [{ type: 'public-key', id: '_w' }],
};
const request = { challenge: 'AAEC', allowCredentials: [{ type: 'public-key', id: '_w' }] };

let asked: { publicKey: Record<string, unknown> } | undefined;
let answer: () => unknown;

/** The part of the browser that talks to keys. */
const store = {
  create: (options: typeof asked) => {
    asked = options;
    return Promise.resolve().then(answer);
  },
  get: (options: typeof asked) => {
    asked = options;
    return Promise.resolve().then(answer);
  },
};

function browserHas(conversions: object): void {
  Object.defineProperty(globalThis, 'PublicKeyCredential', {
    configurable: true,
    value: Object.assign(function PublicKeyCredential() {}, conversions),
  });
  Object.defineProperty(navigator, 'credentials', { configurable: true, value: store });
}

beforeEach(() => browserHas({}));
afterEach(() => {
  asked = undefined;
  Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  Reflect.deleteProperty(navigator, 'credentials');
});

describe('a browser without the conversions of WebAuthn L3', () => {
  test('makes a key: bytes in, base64url out', async () => {
    answer = () =>
      wrapped({ clientDataJSON: bytes(1), attestationObject: bytes(0xff), getTransports: () => ['internal'] });
    expect(await createKey(creation)).toEqual({
      ok: true,
      response: {
        id: '-_8',
        rawId: '-_8',
        type: 'public-key',
        clientExtensionResults: { credProps: { rk: true } },
        response: { clientDataJSON: 'AQ', attestationObject: '_w', transports: ['internal'] },
      },
    });
    expect(asked?.publicKey).toMatchObject({
      challenge: new Uint8Array([0, 1, 2]),
      user: { id: new Uint8Array([0xfb, 0xff]), name: 'alice' },
      excludeCredentials: [{ type: 'public-key', id: new Uint8Array([0xff]) }],
    });
  });

  test.each([
    [bytes(7), { userHandle: 'Bw' }],
    [null, {}],
  ])('has a key sign, user handle %p', async (userHandle, more) => {
    answer = () => wrapped({ clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(3), userHandle });
    expect(await signWithKey(request)).toMatchObject({
      ok: true,
      response: { response: { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw', ...more } },
    });
    expect(asked?.publicKey).toMatchObject({ allowCredentials: [{ id: new Uint8Array([0xff]) }] });
  });
});

test("the browser's own conversions are used where there are any", async () => {
  browserHas({ parseRequestOptionsFromJSON: () => ({ own: true }) });
  answer = () => ({ toJSON: () => ({ id: 'own' }) });
  expect(await signWithKey(request)).toEqual({ ok: true, response: { id: 'own' } });
  expect(asked?.publicKey).toEqual({ own: true });
});

test.each<[string, CeremonyFailure]>([
  ['NotAllowedError', 'cancelled'],
  ['AbortError', 'cancelled'],
  ['TimeoutError', 'timed-out'],
  ['InvalidStateError', 'already-there'],
  ['NotSupportedError', 'not-possible'],
  ['ConstraintError', 'not-possible'],
  ['NotReadableError', 'not-answering'],
  ['UnknownError', 'not-answering'],
  ['OperationError', 'not-answering'],
  ['SecurityError', 'wrong-site'],
  ['DataError', 'not-supported'],
])('%s is told as %s', async (name, failure) => {
  answer = () => {
    throw new DOMException('canary', name);
  };
  expect(await createKey(creation)).toEqual({ ok: false, failure });
});

test('"not allowed" after the time that the user had is told as too late', async () => {
  answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 15));
    throw new DOMException('', 'NotAllowedError');
  };
  expect(await createKey({ ...creation, timeout: 10 })).toEqual({ ok: false, failure: 'timed-out' });
});

test('no credential is told as cancelled', async () => {
  answer = () => null;
  expect(await createKey(creation)).toEqual({ ok: false, failure: 'cancelled' });
});

test('a browser that knows no keys is not asked', async () => {
  Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  expect(knowsKeys()).toBe(false);
  expect(await signWithKey(request)).toEqual({ ok: false, failure: 'not-supported' });
  expect(asked).toBeUndefined();
});
