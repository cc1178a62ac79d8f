import { describe, expect, test } from '@jest/globals';
import { isHere } from './relying-party.ts';

// Threat: a page that offers what the browser refuses, or a challenge made for a page of somebody else.
// Bound: exactly what a browser accepts as the relying party of a page (WebAuthn L3 §5.1.3, HTML "is a registrable domain suffix").
describe('a relying party', () => {
  test.each([
    ['example.org', 'https://example.org'],
    ['example.org', 'https://account.example.org'],
    ['EXAMPLE.org', 'https://a.b.example.org:8443'],
    ['localhost', 'http://localhost:3000'],
    ['kc.localhost', 'http://bridge.kc.localhost:3999'],
  ])('%s is that of a page on %s', (rpId, origin) => {
    expect(isHere(rpId, origin)).toBe(true);
  });

  test.each([
    ['id.example.org', 'https://account.example.org'],
    ['account.example.org', 'https://example.org'],
    ['xample.org', 'https://example.org'],
    ['example.org', 'https://example.org.evil.test'],
    ['', 'https://example.org'],
    ['.org', 'https://example.org'],
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.1', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['[::1]', 'http://[::1]:3000'],
  ])('%s is not that of a page on %s', (rpId, origin) => {
    expect(isHere(rpId, origin)).toBe(false);
  });
});
