import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { committedFiles, repository, textOf } from './committed-files.ts';
import { anchors, prose } from './markdown.ts';

const files = committedFiles();
const documents = files.filter((path) => path.endsWith('.md')).map((path) => ({ path, text: textOf(path) }));
const exists = (path: string): boolean => existsSync(join(repository, path));

test('the documents that a newcomer, an operator and a reporter of a hole look for are there', () => {
  const expected = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE'].concat(
    ['architecture', 'security', 'compatibility', 'glossary', 'configuration', 'problems', 'design'].map(
      (name) => `docs/${name}.md`,
    ),
    ['plugin', 'bridge', 'account-console', 'elements', 'realm-config', 'stack', 'test', 'examples/shop'].map(
      (part) => `${part}/README.md`,
    ),
  );
  expect(expected.filter((path) => !files.includes(path))).toEqual([]);
});

test('links in documents lead to files and headings that exist', () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^(https?|mailto):/.test(link)) return [];
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!exists(target)) return [`${path}: ${link}`];
      return anchor === undefined || anchors(textOf(target)).includes(anchor) ? [] : [`${path}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('paths that documents name in code style exist', () => {
  const tops = 'plugin|bridge|account-console|elements|realm-config|stack|test|demo|docs|examples|jest';
  const path = new RegExp(`^(?:${tops})/[\\w./-]*$`);
  // Made by builds, or by whoever follows the text.
  const made = /(^|\/)(target|dist)\//;
  const dead = documents
    .filter(({ path: document }) => document !== 'CHANGELOG.md')
    .flatMap(({ path: document, text }) =>
      [...prose(text).matchAll(/`([^`\s]+)`/g)]
        .map(([, name = '']) => name)
        .filter((name) => path.test(name) && !made.test(`${name}/`) && !exists(name))
        .map((name) => `${document}: ${name}`),
    );
  expect(dead).toEqual([]);
});

test('decisions are numbered without gaps and have the same three sections', () => {
  const decisions = files.filter((path) => path.startsWith('docs/adr/'));
  const numbers = decisions.map((path) => /^docs\/adr\/(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/.exec(path)?.[1]);
  expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, '0')));
  for (const path of decisions) {
    const text = textOf(path);
    expect(text.startsWith(`# ${path.slice('docs/adr/'.length, 'docs/adr/'.length + 4)} `)).toBe(true);
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(sections.slice(0, 3)).toEqual(['Context', 'Decision', 'Consequences']);
  }
});

test('code that names a decision names one that exists', () => {
  const code = files.filter(
    (path) => /\.(ts|mjs|java|xml|ya?ml|properties|sh)$/.test(path) || path.endsWith('Dockerfile'),
  );
  const named = code.flatMap((path) =>
    [...textOf(path).matchAll(/docs\/adr\/(\d{4})/g)].map(([, number]) => ({ path, number })),
  );
  const numbers = files
    .filter((path) => path.startsWith('docs/adr/'))
    .map((path) => path.slice('docs/adr/'.length, 'docs/adr/'.length + 4));
  expect(named.filter(({ number = '' }) => !numbers.includes(number))).toEqual([]);
});
