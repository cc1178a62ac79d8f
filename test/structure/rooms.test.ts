import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { committedFiles, repository, textOf } from './committed-files.ts';
import { tableUnder } from './markdown.ts';

const { header, rows } = tableUnder(textOf('README.md'), 'Table of rooms');

/** Where a room stands in each column of the table, if it stands there at all. */
const places: Record<string, (room: string) => string[]> = {
  plugin: (room) => [`plugin/src/main/java/dev/keyhold/${room.replaceAll('-', '')}`],
  bridge: (room) => [`bridge/src/features/${room}`, `bridge/src/${room}`],
  'account-console': (room) => [`account-console/src/features/${room}`, `account-console/src/${room}`],
  'realm-config': (room) => [`realm-config/src/features/${room}`],
  contract: (room) => [`test/contract/${room}`],
  e2e: (room) => [`test/e2e/${room}`],
};

/** What rooms stand on, and Keycloak's own ways that are shut: packages of the plugin, folders of the other parts. */
const seams = ['factors', 'securitylog', 'sidedoors', 'support'];

/** End-to-end tests that are about no room. */
const acrossRooms = [
  'contract',
  'faults',
  'matrix',
  'realm-config',
  'side-doors',
  'sign-in',
  'sign-in-factors',
  'two-sites',
];

const files = committedFiles();
const foldersIn = (parent: string): string[] => [
  ...new Set(
    files
      .filter((path) => path.startsWith(`${parent}/`))
      .map((path) => path.slice(parent.length + 1))
      .filter((rest) => rest.includes('/'))
      .map((rest) => rest.split('/')[0] ?? ''),
  ),
];

const rooms = rows.map(([room = '']) => room);

test('the table of rooms has a column for each part', () => {
  expect(header).toEqual(['room', ...Object.keys(places)]);
  expect(rooms.length).toBeGreaterThan(2);
});

test('each cell of the table names the folder of that room in that part, or says that there is none', () => {
  const wrong = rows.flatMap(([room = '', ...cells]) =>
    Object.entries(places).flatMap(([part, place], column) => {
      const expected = place(room).find((folder) => existsSync(join(repository, folder))) ?? '–';
      const told = cells[column];
      return told === expected ? [] : [`${room}, ${part}: the table says ${told}, the folder is ${expected}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('each folder of a room stands in the table', () => {
  const standing = [
    ...['bridge', 'account-console', 'realm-config'].flatMap((part) => foldersIn(`${part}/src/features`)),
    ...foldersIn('test/contract'),
    ...foldersIn('test/e2e').filter((folder) => !acrossRooms.includes(folder)),
  ];
  expect([...new Set(standing)].filter((room) => !rooms.includes(room) && !seams.includes(room))).toEqual([]);
  const packages = foldersIn('plugin/src/main/java/dev/keyhold').filter((name) => !seams.includes(name));
  expect(packages.filter((name) => !rooms.some((room) => room.replaceAll('-', '') === name))).toEqual([]);
});

test('no room is empty', () => {
  const parts = rows.flatMap(([, ...cells]) => cells).filter((cell) => cell !== '–');
  expect(parts.filter((folder) => !files.some((path) => path.startsWith(`${folder}/`)))).toEqual([]);
});
