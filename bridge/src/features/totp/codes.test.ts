import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createGuardrails, generateSync } from 'otplib';
import type { TotpPolicy } from '../../keycloak/totp-policy.schema.ts';
import { newSecret, otpauthUri, verify } from './codes.ts';

const standard: TotpPolicy = { digits: 6, period: 30, algorithm: 'SHA1', lookAround: 1 };
const policies = fc.record({
  digits: fc.constantFrom(6, 7, 8),
  period: fc.oneof(fc.constantFrom(1, 5, 30, 60, 3600, 86_400), fc.integer({ min: 1, max: 300 })),
  algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
  lookAround: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(30, 200, 5000)),
});
/** What an app shows whose clock is off by so much. */
const shown = (secret: string, { algorithm, digits, period }: TotpPolicy, ahead = 0): string =>
  generateSync({
    secret,
    digits,
    period,
    algorithm: algorithm.toLowerCase() as 'sha1',
    epoch: Math.floor(Date.now() / 1000) + ahead,
    guardrails: createGuardrails({ MAX_PERIOD: 86_400 }),
  });
const wrong = (clockOffBySeconds: number | null) => ({ right: false, clockOffBySeconds });

test('a secret has 160 bits, and is another one each time', () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

describe('a code', () => {
  test('is right by any policy that a realm may have, at the edges of its look-around too', () => {
    fc.assert(
      fc.property(policies, fc.constantFrom(-1, 0, 1), (policy, edge) => {
        const secret = newSecret();
        // A period may end between the two looks at the clock: then the edge is one beyond.
        const ahead = edge * Math.max(0, Math.min(policy.lookAround, 900) - 1) * policy.period;
        expect(verify(shown(secret, policy, ahead), secret, policy)).toEqual({ right: true });
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [90, 90],
    [-90, -90],
    [570, 570],
    [-570, -570],
    [700, null],
    [-700, null],
    [86_400, null],
  ])('of a clock that is off by %i s is refused with %p', (ahead, told) => {
    const secret = newSecret();
    const verdict = verify(shown(secret, standard, ahead), secret, standard);
    // The clock is known to a period.
    if (told === null) expect(verdict).toEqual(wrong(null));
    else expect(Math.abs((verdict as { clockOffBySeconds: number }).clockOffBySeconds - told)).toBeLessThanOrEqual(30);
  });

  test('of another secret is told to be wrong, and nothing about the clock', () => {
    const secret = newSecret();
    const near = new Set(Array.from({ length: 60 }, (_, step) => shown(secret, standard, (step - 30) * 30)));
    const other = ['000000', '111111', '222222', '333333'].find((code) => !near.has(code)) ?? '';
    expect(verify(other, secret, standard)).toEqual(wrong(null));
  });

  test('may be typed with spaces, as apps show it', () => {
    const secret = newSecret();
    const code = shown(secret, standard);
    for (const typed of [
      ` ${code} `,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}\u00a0${code.slice(3)}`,
    ]) {
      expect([typed, verify(typed, secret, standard)]).toEqual([typed, { right: true }]);
    }
  });

  test('of another length, with letters, or with digits of another script is wrong', () => {
    const secret = newSecret();
    const code = shown(secret, standard);
    const fullWidth = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const arabic = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
    for (const typed of [
      code.slice(1),
      `0${code}`,
      `${code.slice(1)}O`,
      fullWidth,
      arabic,
      `-${code.slice(1)}`,
      '1e1234',
      '',
    ]) {
      expect([typed, verify(typed, secret, standard)]).toEqual([typed, wrong(null)]);
    }
  });

  test('never throws, whatever is typed', () => {
    const secret = newSecret();
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.nat().map(String)),
        policies,
        (typed, policy) => {
          expect(typeof verify(typed, secret, policy).right).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the URI', () => {
  const read = (uri: string) => {
    const [, issuer = '', account = '', query = ''] = /^otpauth:\/\/totp\/([^:?/]*):([^:?/]*)\?(.*)$/.exec(uri) ?? [];
    return {
      issuer: decodeURIComponent(issuer),
      account: decodeURIComponent(account),
      query: new URLSearchParams(query),
    };
  };

  test('tells every choice of the policy, the standard ones too', () => {
    const uri = otpauthUri(
      'ABC234',
      { digits: 8, period: 60, algorithm: 'SHA256', lookAround: 2 },
      { issuer: 'Example Bank', account: 'alice' },
    );
    expect(uri).toBe(
      'otpauth://totp/Example%20Bank:alice?secret=ABC234&issuer=Example%20Bank&algorithm=SHA256&digits=8&period=60',
    );
    expect(otpauthUri('A', standard, { issuer: 'i', account: 'a' })).toContain('&algorithm=SHA1&digits=6&period=30');
  });

  test('says who and where in any language, with nothing that could be read as another part of it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Bänk & Co', 'a%2Fb', 'x?secret=Y', 'a:b', 'alice@example.org', '銀行 🏦', '\ud800'),
    );
    fc.assert(
      fc.property(text, text, (issuer, account) => {
        const told = read(otpauthUri('ABC234', standard, { issuer, account }));
        const plain = (given: string) => given.toWellFormed().replaceAll(':', ' ').trim();
        expect(told).toMatchObject({ issuer: plain(issuer), account: plain(account) });
        expect([...told.query.keys()]).toEqual(['secret', 'issuer', 'algorithm', 'digits', 'period']);
        expect([told.query.get('secret'), told.query.get('issuer')]).toEqual(['ABC234', plain(issuer)]);
      }),
      { numRuns: 500 },
    );
  });
});
