import { tokensId } from '@keyhold/elements/tokens/tokens.ts';

/** The page around `<keyhold-account>` when that page is ours: no margin, both colour schemes, our paper behind everything. */
export const pageStyles = 'html{color-scheme:light dark;background:var(--keyhold-paper)}body{margin:0}';

/** Gives a page of ours its styles, unless it brings them along together with the tokens. */
export function adoptPageStyles(document: Document): void {
  if (document.getElementById(tokensId) !== null) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
