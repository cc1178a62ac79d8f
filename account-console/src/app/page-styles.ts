/** The page around `<keyhold-account>` when that page is ours: no margin, both colour schemes, our paper behind everything. */
export function adoptPageStyles(document: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html{color-scheme:light dark;background:var(--keyhold-paper)}body{margin:0}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
