import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { problemCatalogue } from '../problem-catalogue.ts';
import { readPluginProblem } from './plugin-problem.ts';

test('whatever Keycloak sends is read as a problem of the catalogue, with nothing in it that the catalogue does not state', () => {
  const type = fc.oneof(
    fc.string(),
    fc.constantFrom(...problemCatalogue.map(({ slug }) => `urn:keyhold:problem:${slug}`)),
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ type, extra: fc.anything(), retryAt: fc.anything() }).map((body) => {
      try {
        return JSON.stringify(body);
      } catch {
        return '';
      }
    }),
  );
  const contentType = fc.constantFrom(
    'application/problem+json',
    'application/problem+json;charset=UTF-8',
    'text/html',
    '',
  );
  fc.assert(
    fc.property(text, contentType, fc.integer({ min: 300, max: 599 }), (body, media, status) => {
      const headers = new Headers({ 'content-type': media, 'retry-after': '1' });
      const { kind, members } = readPluginProblem({ status, headers, text: body }, problemCatalogue);
      expect(problemCatalogue).toContain(kind);
      expect(Object.keys(kind.members ?? {})).toEqual(expect.arrayContaining(Object.keys(members)));
    }),
    { numRuns: 1000 },
  );
});
