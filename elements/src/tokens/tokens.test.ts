import { describe, expect, test } from '@jest/globals';
import { adoptTokens, colours, tokens } from './tokens.ts';

type Colour = keyof typeof colours;

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const text: [Colour, Colour][] = [
  ...(['paper', 'card', 'raised'] as const).flatMap((ground) =>
    (['ink', 'ink-2', 'accent', 'ok', 'warn', 'bad'] as const).map((ink): [Colour, Colour] => [ink, ground]),
  ),
  ['accent-ink', 'accent'],
  ['accent', 'accent-wash'],
  ['ok', 'ok-wash'],
  ['warn', 'warn-wash'],
  ['bad', 'bad-wash'],
  ['ink', 'bad-wash'],
  ['ink-2', 'bad-wash'],
  ['ink', 'warn-wash'],
  ['ink-2', 'warn-wash'],
  ['paper', 'ink'],
];

const signs: [Colour, Colour][] = (['paper', 'card', 'raised'] as const).flatMap((ground) =>
  (['ink-3', 'line-2', 'accent'] as const).map((sign): [Colour, Colour] => [sign, ground]),
);

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s scheme', (_scheme, at) => {
  test.each(text)('%s on %s is readable text (4.5)', (ink, ground) => {
    expect(contrast(colours[ink][at], colours[ground][at])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(signs)('%s on %s is a visible sign (3)', (sign, ground) => {
    expect(contrast(colours[sign][at], colours[ground][at])).toBeGreaterThanOrEqual(3);
  });
});

test('the tokens reach a document once, however many elements ask', () => {
  adoptTokens(document);
  adoptTokens(document);
  expect(document.adoptedStyleSheets).toHaveLength(1);
});

test('motion stops when the user asked for less, and forced colours keep a focus ring', () => {
  expect(tokens).toContain('prefers-reduced-motion:reduce){:where(:root){--keyhold-motion:0ms}');
  expect(tokens).toMatch(/forced-colors:active\).*--keyhold-focus:Highlight/);
});
