import { expect, test } from '@jest/globals';
import { clientConfigOf } from '@keyhold/bridge/src/client-config/client-config.ts';
import { textOf } from './committed-files.ts';

// The console gives every section an address of its own, and the bridge serves the page at those it names: one that only the
// console knows works until somebody reloads it.
test('every section of the page is one that the bridge serves, and the other way around', () => {
  const sections = [...textOf('account-console/src/app/sections.ts').matchAll(/^ {4}room: '([a-z-]+)',$/gm)];
  const served = clientConfigOf({ realm: 'r', issuer: 'https://id.example.org/realms/r', basePath: '' }).features;
  expect(served.toSorted()).toEqual(sections.map(([, room]) => room).toSorted());
});
