import { parseSync, type Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [member: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const squeeze: Record<string, (text: string) => string> = {
  css: (text) =>
    text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':'),
  // Only where the source breaks the line: one space stays, so words and inline elements keep their distance.
  html: (text) => text.replace(/\s*\n\s*/g, ' '),
};

/** Takes the indentation out of `css` and `html` templates of the build; the source keeps it. */
export function minifyTemplates(): Plugin {
  return {
    name: 'keyhold-minify-templates',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('node_modules') || !/(css|html)`/.test(code)) return null;
      const edits: { start: number; end: number; text: string }[] = [];
      visit(parseSync(id, code).program, edits, code);
      let result = code;
      for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
        result = result.slice(0, start) + text + result.slice(end);
      }
      return { code: result, map: null };
    },
  };
}

function visit(node: unknown, edits: { start: number; end: number; text: string }[], code: string): void {
  if (Array.isArray(node)) node.forEach((each) => visit(each, edits, code));
  if (!isNode(node)) return;
  if (node.type === 'TaggedTemplateExpression' && isNode(node['tag']) && isNode(node['quasi'])) {
    const change = squeeze[String(node['tag']['name'])];
    for (const part of change === undefined ? [] : (node['quasi']['quasis'] as Node[])) {
      const raw = (part['value'] as { raw: string }).raw;
      const start = code.indexOf(raw, part.start);
      edits.push({ start, end: start + raw.length, text: change?.(raw) ?? raw });
    }
  }
  Object.values(node).forEach((child) => visit(child, edits, code));
}
