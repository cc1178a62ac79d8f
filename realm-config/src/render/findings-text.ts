import type { Finding } from '../doctor/finding.ts';

/** What doctor found, worst first, each with its next step. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing to say: server, plugin and realm are as Keyhold wants them.';
  const worstFirst = [...findings].sort((a, b) => Number(b.level === 'problem') - Number(a.level === 'problem'));
  return worstFirst
    .map(({ level, about, says, next }) => `${level.padEnd(7)}  ${about}: ${says}\n         → ${next}`)
    .join('\n');
}
