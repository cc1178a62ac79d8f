import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiRoutes } from '../api-routes.ts';
import { problemCatalogue } from '../problem-catalogue.ts';
import { apiDocument, generatedFiles } from './generated-files.ts';

test.each(Object.entries(await generatedFiles()))('%s is current', (path, content) => {
  expect(readFileSync(join(import.meta.dirname, '../../..', path), 'utf8')).toBe(content);
});

test('every route stands in the document under its operation id, with who may call it', () => {
  const paths = apiDocument()['paths'] as Record<string, Record<string, { operationId: string; security: object[] }>>;
  for (const [id, route] of Object.entries(apiRoutes)) {
    const operation = paths[`/api${route.path}`]?.[route.method];
    expect(operation?.operationId).toBe(id);
    expect(Object.keys(operation?.security[0] ?? {})).toEqual([
      ...(route.caller === 'signed-in' ? ['webSession'] : []),
      ...(route.changes ? ['fromThePage'] : []),
    ]);
  }
});

test('every reference in the document leads somewhere', () => {
  const document = apiDocument();
  const text = JSON.stringify(document);
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => name === undefined || !(name in schemas))).toEqual([]);
  expect(text).not.toContain('$defs');
});

test('every slug stands once in the catalogue', () => {
  const slugs = problemCatalogue.map(({ slug }) => slug);
  expect(slugs).toHaveLength(new Set(slugs).size);
});
