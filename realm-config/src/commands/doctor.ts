import { examineRealm } from '../doctor/examine.ts';
import { findingsText } from '../render/findings-text.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './command.ts';

/** Prints what weakens Keyhold. Exit code 2 for a problem; notes alone are 0. */
export async function doctor(context: CommandContext): Promise<number> {
  const findings = await examineRealm(context);
  context.out(context.json ? JSON.stringify({ format: 1, findings }, null, 2) : findingsText(findings));
  return findings.some(({ level }) => level === 'problem') ? EXIT.changes : EXIT.same;
}
