import type { AccountState } from '../../app/account-state.ts';
import '../../dialog-texts/en.ts';
import { locale, t } from '../../locales/t.ts';

/** The codes one a line, as they are copied. */
export const codesAsText = (codes: readonly string[]): string => codes.join('\n');

/** Whose codes these are, where they work, and since when: what stands above them on paper and in the file. */
function facts({ overview, base }: AccountState): string[] {
  const user = overview?.user;
  return [
    t('factors.file-account', { account: user?.email ?? user?.username ?? '' }),
    t('factors.file-site', { site: base.host }),
    t('factors.file-date', { date: new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date()) }),
  ];
}

/** Saves the codes as a text file. */
export function downloadCodes(account: AccountState, codes: readonly string[]): void {
  const lines = [t('factors.codes'), '', ...facts(account), '', t('factors.file-once'), '', ...codes, ''];
  const address = URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${t('factors.file-name')}-${account.base.hostname}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}

const printed = `@media screen{.keyhold-print{display:none}}
@media print{html{background:#fff!important}.keyhold-print{color:#000}body>:not(.keyhold-print){display:none!important}.keyhold-print li{font:14pt/2 monospace}}`;

/**
 * While it stands, printing the page prints nothing but the sheet with the codes, by our button or the browser's own.
 * @returns what takes it away again
 */
export function standPrintSheet(account: AccountState, codes: readonly string[]): () => void {
  const style = new CSSStyleSheet();
  style.replaceSync(printed);
  let sheet: HTMLElement | null = null;
  const put = (): void => {
    if (sheet !== null) return;
    sheet = makeSheet(account, codes);
    document.body.append(sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  };
  const take = (): void => {
    sheet?.remove();
    sheet = null;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  };
  window.addEventListener('beforeprint', put);
  window.addEventListener('afterprint', take);
  return () => {
    window.removeEventListener('beforeprint', put);
    window.removeEventListener('afterprint', take);
    take();
  };
}

function makeSheet(account: AccountState, codes: readonly string[]): HTMLElement {
  const make = (tag: string, text: string): HTMLElement =>
    Object.assign(document.createElement(tag), { textContent: text });
  const list = document.createElement('ol');
  list.append(...codes.map((code) => make('li', code)));
  const sheet = document.createElement('div');
  sheet.className = 'keyhold-print';
  const lines = [...facts(account), t('factors.file-once')].map((line) => make('p', line));
  sheet.append(make('h1', t('factors.codes')), ...lines, list);
  return sheet;
}
