import { basename, dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { committedFiles, textOf } from './committed-files.ts';

const files = committedFiles();
const code = files.filter((path) => /\.(ts|mts|mjs|cjs|js)$/.test(path));

/** `sessions-card.test.ts`, `sessions.e2e.ts`, `jdk.d.mts`, `vite.config.ts`: words in kebab case, roles after dots. */
const kebabCase = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.(?:ts|mts|mjs|cjs|js)$/;

/** Files whose shape a tool prescribes. */
const isConfiguration = (path: string): boolean =>
  /(^|\/)([a-z.-]+\.config\.(ts|mts|mjs|js)|\.dependency-cruiser\.mjs|eslint\.config\.mjs)$/.test(path);

/** A tool loads these by their default export. */
const loadedByATool = ['test/support/global-setup.ts', 'test/support/global-teardown.ts'];

test('TypeScript and JavaScript files are named in kebab case', () => {
  expect(code.length).toBeGreaterThan(50);
  expect(code.filter((path) => !kebabCase.test(basename(path)))).toEqual([]);
});

test('no folder is a drawer for whatever has no name', () => {
  const drawers = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib'];
  const folders = new Set(
    files
      .flatMap((path) =>
        dirname(path)
          .split('/')
          .map((name, at, all) => [name, all.slice(0, at + 1).join('/')] as const),
      )
      .filter(([name]) => drawers.includes(name))
      .map(([, path]) => path),
  );
  expect([...folders]).toEqual([]);
});

test('a thing has one name: no default exports but where a tool asks for one', () => {
  const offenders = code.filter(
    (path) =>
      !isConfiguration(path) &&
      !loadedByATool.includes(path) &&
      !path.endsWith('.d.ts') &&
      /^export default /m.test(textOf(path)),
  );
  expect(offenders).toEqual([]);
});

test('a folder has no file that only hands others on', () => {
  expect(code.filter((path) => /^index\./.test(basename(path)))).toEqual([]);
});

test('a Java file holds one public type, named like the file', () => {
  const sources = files.filter((path) => path.startsWith('plugin/src/') && path.endsWith('.java'));
  expect(sources.length).toBeGreaterThan(5);
  const offenders = sources.filter((path) => {
    const name = basename(path, '.java');
    if (name === 'package-info') return false;
    const types = [
      ...textOf(path).matchAll(
        /^(?:@\S+ )*public (?:(?:final|abstract|sealed|non-sealed|static) )*(?:class|interface|record|enum|@interface) (\w+)/gm,
      ),
    ];
    return types.length > 1 || (types[0] !== undefined && types[0][1] !== name);
  });
  expect(offenders).toEqual([]);
});
