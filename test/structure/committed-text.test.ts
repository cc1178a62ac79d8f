import { expect, test } from '@jest/globals';
import { committedFiles, repository, textOf } from './committed-files.ts';

// Written apart, so that this file does not break its own rule.
const registryHosts = [
  ['registry', 'npmjs.org'],
  ['registry', 'yarnpkg.com'],
  ['repo', 'maven.apache.org'],
  ['repo1', 'maven.org'],
  ['central', 'sonatype.com'],
  ['deb', 'debian.org'],
  ['pypi', 'org'],
].map((name) => name.join('.'));

/** A Maven wrapper cannot work without the address of Maven: docs/adr/0003. */
const mayNameARegistry = ['plugin/.mvn/wrapper/maven-wrapper.properties'];

const homeOfSomebody = /(?:^|[\s"'`=(])(?:\/(?:home|Users)\/(?!runner\b)[a-z][\w.-]*\/|\/root\/|[A-Z]:\\Users\\)/m;

const texts = committedFiles()
  .filter((path) => !/\.(png|ico|woff2?|jar|gz|br|mmdb)$/.test(path))
  .map((path) => ({ path, text: textOf(path) }));

test('no committed file names a folder of the machine it was written on', () => {
  const offenders = texts.filter(({ text }) => text.includes(`${repository}/`) || homeOfSomebody.test(text));
  expect(offenders.map(({ path }) => path)).toEqual([]);
});

test('no committed file names the host of a package registry', () => {
  const offenders = texts.filter(
    ({ path, text }) => !mayNameARegistry.includes(path) && registryHosts.some((host) => text.includes(host)),
  );
  expect(offenders.map(({ path }) => path)).toEqual([]);
});

test('the lock file leaves the registry to whoever installs', () => {
  const { packages } = JSON.parse(textOf('package-lock.json')) as {
    packages: Record<string, { resolved?: string; link?: boolean; integrity?: string }>;
  };
  const foreign = Object.entries(packages).filter(
    ([path]) => path.startsWith('node_modules/') || path.includes('/node_modules/'),
  );
  expect(foreign.length).toBeGreaterThan(100);
  expect(
    foreign.filter(([, { link, resolved }]) => link !== true && resolved !== undefined).map(([path]) => path),
  ).toEqual([]);
  expect(
    foreign.filter(([, { link, integrity }]) => link !== true && integrity === undefined).map(([path]) => path),
  ).toEqual([]);
});

test('no secret of a service is committed: the only passwords are those of the demo and of tests', () => {
  const privateKey = new RegExp(['-----BEGIN', '[A-Z ]*PRIVATE KEY-----'].join(' '));
  const offenders = texts.filter(({ text }) => privateKey.test(text));
  expect(offenders.map(({ path }) => path)).toEqual([]);
});
