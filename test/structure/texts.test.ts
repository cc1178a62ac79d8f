import { expect, test } from '@jest/globals';
import { dialogTexts } from '../../account-console/src/dialog-texts/en.ts';
import { en as pageTexts } from '../../account-console/src/locales/en.ts';
import { problemCatalogue } from '../../bridge/src/problem-catalogue.ts';
import { committedFiles, textOf } from './committed-files.ts';

const en = { ...pageTexts, ...dialogTexts };
const keys = Object.keys(en);
const sources = committedFiles().filter(
  (path) => /^account-console\/src\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'),
);
const roomOf = (path: string): string | undefined => /^account-console\/src\/features\/([^/]+)\//.exec(path)?.[1];
const rooms = [...new Set(sources.map(roomOf).filter((room) => room !== undefined))];

/** First words of keys that belong to no room: the shell, and what several rooms say alike. */
const shared = ['account', 'address', 'check-up', 'common', 'device', 'group', 'problem', 'session-lost', 'time'];

/** States of the connection that the page itself finds out. */
const statesOfThePage = ['offline', 'unreachable', 'unknown', 'still-works', 'stale-since'];

test('a text is named by its room and by what it says', () => {
  expect(rooms.length).toBeGreaterThan(1);
  expect(keys.filter((key) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(key))).toEqual([]);
  const firstWords = [...new Set(keys.map((key) => key.split('.')[0] ?? ''))];
  expect(firstWords.filter((word) => !rooms.includes(word) && !shared.includes(word))).toEqual([]);
});

test('a room says nothing in the words of another', () => {
  const offenders = sources.flatMap((path) => {
    const room = roomOf(path);
    if (room === undefined) return [];
    return [...textOf(path).matchAll(/\bt\(\s*'([a-z-]+)\.[a-z-]+'/g)]
      .filter(([, word = '']) => word !== room && !shared.includes(word))
      .map(([call]) => `${path}: ${call}`);
  });
  expect(offenders).toEqual([]);
});

test('texts about problems are named by slugs that the API answers', () => {
  const slugs = problemCatalogue.map(({ slug }) => slug);
  const named = keys.filter((key) => key.startsWith('problem.')).map((key) => key.slice('problem.'.length));
  expect(named.filter((word) => !slugs.includes(word) && !statesOfThePage.includes(word))).toEqual([]);
});

test('no text speaks of something by a name that the glossary avoids', () => {
  const avoided = /\b(sudo|backup codes?|lookup codes?|log ?out|log ?in)\b/i;
  const said = Object.entries(en).flatMap(([key, text]) =>
    (typeof text === 'string' ? [text] : Object.values(text)).map((form: string) => ({ key, form })),
  );
  expect(said.filter(({ form }) => avoided.test(form))).toEqual([]);
});
