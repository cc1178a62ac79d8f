import { describe, expect, test } from '@jest/globals';
import { placeWords } from './address-words.ts';
import { deviceIcon, deviceWords } from './device-words.ts';
import { problemLine } from './problem-words.ts';

describe('addresses', () => {
  test.each([
    ['10.1.4.9', 'Private network'],
    ['172.16.0.1', 'Private network'],
    ['172.31.255.1', 'Private network'],
    ['192.168.178.20', 'Private network'],
    ['169.254.1.1', 'Private network'],
    ['100.64.0.1', 'Private network'],
    ['::ffff:10.0.0.1', 'Private network'],
    ['fd12:3456::1', 'Private network'],
    ['fe80::1', 'Private network'],
    ['127.0.0.1', 'This computer'],
    ['::1', 'This computer'],
    ['172.32.0.1', null],
    ['100.128.0.1', null],
    ['203.0.113.24', null],
    ['2001:db8::1', null],
    ['fd.example.org', null],
  ])('%s is %s', (address, words) => {
    expect(placeWords(address)).toBe(words);
  });
});

describe('devices', () => {
  const device = (browser: string | null, os: string | null) => ({ browser, os, type: 'unknown' as const });
  test.each([
    ['Chrome', 'Linux', 'Chrome on Linux'],
    ['Chrome', null, 'Chrome'],
    [null, 'Windows', 'Unknown browser on Windows'],
    [null, null, 'Unknown device'],
  ])('%s and %s read "%s"', (browser, os, words) => {
    expect(deviceWords(device(browser, os))).toBe(words);
  });

  test('each kind has its own sign', () => {
    const signs = (['desktop', 'mobile', 'other', 'unknown'] as const).map((type) =>
      deviceIcon({ browser: null, os: null, type }),
    );
    expect(new Set(signs).size).toBe(4);
  });
});

describe('problems', () => {
  test('a slug of a newer bridge gets a general sentence and the request id', () => {
    expect(problemLine({ slug: 'unknown', named: 'of-tomorrow', requestId: '01J' })).toBe(
      'Something did not work. Request 01J',
    );
  });

  test('a known one is said in its own words', () => {
    expect(problemLine({ slug: 'keycloak-unavailable', requestId: '01J' })).toBe(
      'Keycloak does not answer at the moment.',
    );
  });
});
