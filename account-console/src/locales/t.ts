import { en } from './en.ts';

export type TextKey = keyof typeof en;
type Text = string | { readonly one: string; readonly other: string; readonly [category: string]: string };
export type Catalogue = Readonly<Record<TextKey, Text>>;

let texts: Catalogue = en;
let language = 'en';
let plural = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

/** Switches the language of everything that is rendered from now on. */
export function setTexts(catalogue: Catalogue, locale: string): void {
  texts = catalogue;
  language = locale;
  plural = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
}

/** The language of the texts, for dates and lists. */
export const locale = (): string => language;

/**
 * The text of a key, its `{names}` filled in. `count` also chooses the plural form. Values are put into text, never into
 * markup: Lit escapes them where they are rendered.
 */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text = texts[key];
  const form = typeof text === 'string' ? text : (text[plural.select(Number(values['count']))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : (value ?? placeholder);
  });
}
