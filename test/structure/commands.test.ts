import { expect, test } from '@jest/globals';
import { committedFiles, textOf } from './committed-files.ts';
import { tableUnder } from './markdown.ts';

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** `npm start` and `npm run e2e -- <room>` as the names of their scripts. */
const scriptsIn = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|stop|test)\b)/g)].map(([, run, short]) => run ?? short ?? '');

test('the README has one line for every npm script, and none for another', () => {
  const told = tableUnder(textOf('README.md'), 'Commands').rows.map(([command = '']) => scriptsIn(command)[0]);
  expect(told).toHaveLength(new Set(told).size);
  expect([...told].sort()).toEqual(Object.keys(scripts).sort());
});

test('documents and messages name only npm scripts that exist', () => {
  const offenders = committedFiles()
    .filter((path) => /\.(md|ts|mjs|ya?ml|html)$|Dockerfile$/.test(path) && !path.endsWith('.test.ts'))
    .flatMap((path) => scriptsIn(textOf(path)).map((script) => ({ path, script })))
    .filter(({ script }) => !(script in scripts));
  expect(offenders).toEqual([]);
});

test('every npm script has its command file, and every command file its script', () => {
  const commands = committedFiles()
    .filter((path) => /^stack\/src\/commands\/[^/]+\.ts$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => path.slice('stack/src/commands/'.length, -'.ts'.length));
  expect(
    Object.keys(scripts)
      .map((name) => name.replace(':', '-'))
      .sort(),
  ).toEqual(commands.sort());
  for (const [name, script] of Object.entries(scripts)) expect(script).toBe(`node stack/bootstrap.mjs ${name}`);
});
