/** The cells of the first table under a heading, without the back ticks around them. */
export function tableUnder(text: string, heading: string): { header: string[]; rows: string[][] } {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`There is no heading "${heading}".`);
  const after = lines.slice(start + 1);
  const first = after.findIndex((line) => line.startsWith('|'));
  const length = after.slice(first).findIndex((line) => !line.startsWith('|'));
  const [header = [], , ...rows] = after.slice(first, first + length).map(cells);
  return { header, rows };
}

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

/** The text without code fences and HTML comments: what a reader takes as words of ours. */
export const prose = (text: string): string =>
  text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/<!--[\s\S]*?-->/g, '');

/** Anchors of a document's headings, as the common Markdown renderers make them. */
export const anchors = (text: string): string[] =>
  [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
