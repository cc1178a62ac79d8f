import type { Report } from '../realm-config.ts';
import { changeText, valueText } from './change-text.ts';

/** A whole plan for the terminal. */
export function planText(report: Report): string {
  const lines = report.changes.map(changeText);
  return [...lines, '', planSummary(report)].join('\n');
}

function planSummary({ realm, changes, changed }: Report): string {
  if (!changed) return `Realm ${realm} is as declared: no changes.`;
  const count = (verb: string): number => changes.filter((change) => change.verb === verb).length;
  return `Realm ${realm}: ${count('create')} to create, ${count('update')} to update, ${count('no-op')} unchanged.`;
}

/** The same comparison from the other side: what somebody changed by hand since it was as declared. */
export function driftText({ realm, changes, changed }: Report): string {
  if (!changed) return `Realm ${realm} is as declared: nothing was changed by hand.`;
  const lines = changes.flatMap((change) => {
    if (change.verb === 'no-op') return [];
    if (change.verb === 'create') return [`- missing  ${change.object}: ${change.reason}`];
    return [
      `~ changed  ${change.object}`,
      ...change.fields.map((f) => `      ${f.name}: declared ${valueText(f.after)}, live ${valueText(f.before)}`),
    ];
  });
  return [...lines, '', `Realm ${realm} is not as declared. \`apply\` puts it back.`].join('\n');
}

/** For programs; `format` changes when a field changes its meaning. */
export function reportJson(report: Report): string {
  return JSON.stringify({ format: 1, ...report }, null, 2);
}
