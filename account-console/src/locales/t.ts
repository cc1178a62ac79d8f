import type { dialogTexts } from '../dialog-texts/en.ts';
import { en } from './en.ts';

export type TextKey = keyof typeof en | keyof typeof dialogTexts;
type Text = string | { readonly one: string; readonly other: string; readonly [category: string]: string };
export type Catalogue = Readonly<Record<TextKey, Text>>;

let texts: Partial<Catalogue> = en;
let language = 'en';
let plural: Intl.PluralRules | null = null;
let numbers: Intl.NumberFormat | null = null;

/** Switches the language of everything that is rendered from now on. */
export function setTexts(catalogue: Partial<Catalogue>, locale: string): void {
  texts = { ...texts, ...catalogue };
  language = locale;
  plural = null;
  numbers = null;
}

/** Adds what a part of the page brings along that is loaded later; texts in the language that was set stay. */
export function addTexts(more: Partial<Catalogue>): void {
  texts = { ...more, ...texts };
}

/** The language of the texts, for dates and lists. */
export const locale = (): string => language;

// Formatters are made at their first use, and none for what needs none: each costs the start of the page milliseconds
// (Intl.ListFormat 13 to 66 in Chromium 156, which is why names are joined by a text of the catalogue).
const pluralForm = (count: number): string => (plural ??= new Intl.PluralRules(language)).select(count);
const written = (value: number): string =>
  value < 1000 ? String(value) : (numbers ??= new Intl.NumberFormat(language)).format(value);

/** Names one after the other. */
export const list = (names: readonly string[]): string => names.join(t('common.list-comma'));

/**
 * The text of a key, its `{names}` filled in. `count` also chooses the plural form. Values are put into text, never into
 * markup: Lit escapes them where they are rendered.
 */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text = texts[key] ?? key;
  const form = typeof text === 'string' ? text : (text[pluralForm(Number(values['count']))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? written(value) : (value ?? placeholder);
  });
}
