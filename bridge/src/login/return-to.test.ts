import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeReturnTo } from './return-to.ts';

const origin = 'https://account.example.test';

test.each([
  ['/security/sessions', '/security/sessions'],
  ['/security/', '/security/'],
  ['/security', '/security/'],
  ['/security/sessions?end=abc&x=%20y', '/security/sessions?end=abc&x=%20y'],
])('leads back to %s', (wanted, expected) => {
  expect(safeReturnTo(wanted, '/security')).toBe(expected);
});

test('at the root every page of ours is fine', () => {
  expect(safeReturnTo('/sessions', '')).toBe('/sessions');
  expect(safeReturnTo('/', '')).toBe('/');
});

// Threat: open redirect after sign-in. Bound: our own pages or the first page.
const hostile = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%09/evil.example',
  '/%5cevil.example',
  '/%2f%2fevil.example',
  '/security/%2e%2e//evil.example',
  '/security/..//evil.example',
  '/security/../evil',
  '/./evil',
  '/security//evil.example',
  'https://evil.example',
  'https:evil.example',
  'http://account.example.test.evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  ' //evil.example',
  '\u0000//evil.example',
  '/@evil.example',
  '@evil.example',
  '/security@evil.example',
  'evil.example',
  '?x',
  '#x',
  '',
  '/security/auth/login',
  '/security/auth/callback?code=x',
  '/security/api/sessions',
  '/securityx',
  '/other',
  '/security/#x',
  '/security/<script>',
  '/security/\u202e',
  '/security/%',
  '/security/%zz',
  `/security/${'a'.repeat(2000)}`,
  undefined,
  null,
  1,
  ['/security/'],
  { path: '/security/' },
];
test.each(hostile)('does not lead to %j', (wanted) => {
  expect(safeReturnTo(wanted, '/security')).toBe('/security/');
});

test('whatever comes in, a browser stays below the base path', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '/',
      '\\',
      '//',
      '..',
      '.',
      '%2f',
      '%5c',
      '%2e',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'security',
      '\t',
      '\n',
      'https:',
      'a',
      '%',
      '&',
      '=',
      ';',
    ),
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    pieces.map((list) => list.join('')),
    pieces.map((list) => `/security/${list.join('')}`),
  );
  fc.assert(
    fc.property(anything, (wanted) => {
      const url = new URL(safeReturnTo(wanted, '/security'), `${origin}/security/auth/callback`);
      expect(url.origin).toBe(origin);
      expect(url.pathname.startsWith('/security/')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
