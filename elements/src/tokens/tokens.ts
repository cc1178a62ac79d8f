/**
 * Every colour, size, radius and duration of Keyhold's pages, as custom properties named `--keyhold-…`.
 * docs/design.md says what each is for. A page retunes them by setting the property on `:root` or on any element of ours.
 */

/** Light value, dark value. The contrast of each pair that meets on screen is computed in tokens.test.ts. */
export const colours = {
  paper: ['#f6f6f3', '#101214'],
  card: ['#ffffff', '#181b1e'],
  raised: ['#ffffff', '#1f2327'],
  ink: ['#1b1d1f', '#eceeef'],
  'ink-2': ['#575d64', '#a8b0b8'],
  'ink-3': ['#80878e', '#7b848d'],
  line: ['#e6e6e1', '#2a2f34'],
  'line-2': ['#868d94', '#6f7982'],
  accent: ['#1f4fd8', '#8badff'],
  'accent-ink': ['#ffffff', '#0c1630'],
  'accent-wash': ['#eaf0ff', '#1b2746'],
  ok: ['#0b6e45', '#5fd3a0'],
  'ok-wash': ['#e4f5ec', '#12291f'],
  warn: ['#835500', '#f0bd62'],
  'warn-wash': ['#fdf3dd', '#2e2410'],
  bad: ['#b3261e', '#ff9d94'],
  'bad-wash': ['#fdeceb', '#351a18'],
  veil: ['rgb(16 18 20 / 0.45)', 'rgb(0 0 0 / 0.6)'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

const scale = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  'text-1': '0.8125rem',
  'text-2': '0.875rem',
  'text-3': '1rem',
  'text-4': '1.1875rem',
  'text-5': '1.75rem',
  'weight-normal': '400',
  'weight-strong': '600',
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-5': '24px',
  'space-6': '32px',
  'space-7': '48px',
  'radius-1': '6px',
  'radius-2': '10px',
  'radius-3': '16px',
  'control-size': '40px',
  shadow: 'light-dark(0 1px 2px rgb(20 22 25 / 0.05), 0 0 0 transparent)',
  'shadow-raised': '0 24px 64px rgb(0 0 0 / 0.28)',
  focus: 'var(--keyhold-accent)',
  motion: '120ms',
} as const;

/** High contrast: the system's own colours, so that borders and states stay visible whatever the user chose. */
const forced = {
  ink: 'CanvasText',
  'ink-2': 'CanvasText',
  'ink-3': 'CanvasText',
  line: 'CanvasText',
  'line-2': 'ButtonBorder',
  accent: 'LinkText',
  'accent-ink': 'Canvas',
  bad: 'LinkText',
  focus: 'Highlight',
} as const;

const declare = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `--keyhold-${name}:${value};`)
    .join('');

const lightDark = Object.fromEntries(
  Object.entries(colours).map(([name, [light, dark]]) => [name, `light-dark(${light},${dark})`]),
);

// `:where` weighs nothing: a page's own `:root { --keyhold-accent: … }` wins without an `!important`.
export const tokens =
  `:where(:root){${declare(lightDark)}${declare(scale)}}` +
  `@media (prefers-reduced-motion:reduce){:where(:root){--keyhold-motion:0ms}}` +
  `@media (forced-colors:active){:where(:root){${declare(forced)}}}`;

/** Id of the `<style>` of a page that brings the tokens along. */
export const tokensId = 'keyhold-tokens';

const adopted = new WeakSet<Document>();

/** Makes the tokens known to a document once. A constructed sheet, so that a strict `style-src 'self'` is enough. */
export function adoptTokens(document: Document): void {
  if (adopted.has(document) || document.getElementById(tokensId) !== null) return;
  adopted.add(document);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
