import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { german } from '../../gallery/german.ts';
import { dialogTexts } from '../dialog-texts/en.ts';
import { en as pageTexts } from './en.ts';
import { setTexts, t } from './t.ts';

const en = { ...pageTexts, ...dialogTexts };
const source = join(import.meta.dirname, '..');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('en.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');

test('every text is used: its key stands somewhere in the code', () => {
  const unused = Object.keys(en).filter((key) => !code.includes(`'${key}'`));
  expect(unused).toEqual([]);
});

test('every key that the code asks for has a text', () => {
  const asked = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key);
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((key) => !(String(key) in en))).toEqual([]);
});

test('a translation has the same keys and fills in the same values', () => {
  expect(Object.keys(german).toSorted()).toEqual(Object.keys(en).toSorted());
  const names = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].toSorted();
  for (const [key, text] of Object.entries(en))
    expect([key, names(german[key as keyof typeof en])]).toEqual([key, names(text)]);
});

test('the voice: no exclamation mark, no "please", no "oops"', () => {
  expect(JSON.stringify(en)).not.toMatch(/!|\bplease\b|\boops\b/i);
});

test('counts choose their plural and are written in the language of the texts', () => {
  expect(t('sessions.others', { count: 1 })).toBe('1 other session');
  expect(t('sessions.others', { count: 1234 })).toBe('1,234 other sessions');
  setTexts(german, 'de');
  expect(t('sessions.others', { count: 1234 })).toBe('1.234 weitere Sitzungen');
  setTexts(en, 'en');
});
