import type { FieldValue } from '../engine/desired.ts';
import type { Change, FieldChange } from '../engine/diff.ts';

const SIGNS = { create: '+', update: '~', 'no-op': '=' } as const;

/** One object of a plan: its verb, name and reason, and below it each field with what it is, what it will be and why. */
export function changeText(change: Change): string {
  const head = `${SIGNS[change.verb]} ${change.verb.padEnd(6)}  ${change.object}`;
  if (change.verb === 'no-op') return head;
  return [`${head}: ${change.reason}`, ...change.fields.map((f) => `      ${fieldText(change, f)}`)].join('\n');
}

function fieldText(change: Change, { name, before, after, reason }: FieldChange): string {
  if (change.verb === 'create') return `${name} = ${valueText(after)}`;
  return `${name}: ${valueText(before)} → ${valueText(after)} (${reason})`;
}

/** A value on one line. Control characters come out escaped, so that a live value cannot paint over the terminal. */
export function valueText(value: FieldValue | null): string {
  if (value === null) return '(none)';
  if (typeof value === 'object') return `[${[...value].sort().map(clean).join(', ')}]`;
  return typeof value === 'string' ? (value === '' ? '(empty)' : clean(value)) : String(value);
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}
