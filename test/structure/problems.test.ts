import { expect, test } from '@jest/globals';
import { problemCatalogue } from '../../bridge/src/problem-catalogue.ts';
import { committedFiles, textOf } from './committed-files.ts';

/**
 * Slugs that were ever answered. Clients switch on them: none is renamed or taken away, new ones are added here by hand.
 * Their words may change.
 */
const frozen = [
  'already-registered',
  'assertion-refused',
  'challenge-gone',
  'code-refused',
  'conflict',
  'current-session',
  'directory-unavailable',
  'ending-unconfirmed',
  'enrolment-gone',
  'forbidden-caller',
  'forbidden-origin',
  'impersonated',
  'internal',
  'invalid-request',
  'keycloak-unavailable',
  'label-taken',
  'last-factor',
  'last-sign-in',
  'method-not-allowed',
  'no-provable-factor',
  'not-found',
  'not-signed-in',
  'passkeys-full',
  'passkeys-off',
  'password-not-here',
  'password-rejected',
  'payload-too-large',
  'pin-disabled',
  'pin-rejected',
  'pin-unavailable',
  'proof-refused',
  'registration-refused',
  'relying-party-elsewhere',
  'section-off',
  'section-read-only',
  'step-up-required',
  'store-unavailable',
  'too-many-attempts',
  'too-many-requests',
  'totp-unsupported',
  'unsupported-media-type',
];

const ofBridge = problemCatalogue.map(({ slug }) => slug);

const ofPlugin = [
  ...new Set(
    committedFiles()
      .filter((path) => path.startsWith('plugin/src/main/java/') && path.endsWith('.java'))
      .flatMap((path) => [...textOf(path).matchAll(/\bProblem\s*\.of\(\s*"([^"]*)"/g)].map(([, slug = '']) => slug)),
  ),
];

test('each slug is stated once in the bridge', () => {
  expect(ofBridge).toHaveLength(new Set(ofBridge).size);
});

test('slugs are frozen', () => {
  expect([...new Set([...ofBridge, ...ofPlugin])].sort()).toEqual(frozen);
});

test('what the plugin answers the bridge knows, with the same status', () => {
  expect(ofPlugin.length).toBeGreaterThan(5);
  expect(ofPlugin.filter((slug) => !ofBridge.includes(slug))).toEqual([]);
  const statuses = committedFiles()
    .filter((path) => path.startsWith('plugin/src/main/java/') && path.endsWith('.java'))
    .flatMap((path) =>
      [...textOf(path).matchAll(/\bProblem\s*\.of\(\s*"([^"]*)",\s*(\d+)/g)].map(
        ([, slug, status]) => `${slug} ${status}`,
      ),
    );
  const known = problemCatalogue.map(({ slug, status }) => `${slug} ${status}`);
  expect(statuses.filter((line) => !known.includes(line))).toEqual([]);
});

test('every slug is explained in docs/problems.md', () => {
  const text = textOf('docs/problems.md');
  expect(
    [...ofBridge, ...ofPlugin].filter((slug) => !new RegExp(`^#+ \`?${slug}\`?$|^\\| \`${slug}\``, 'm').test(text)),
  ).toEqual([]);
});
