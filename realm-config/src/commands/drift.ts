import { planRealmFile } from '../realm-config.ts';
import { driftText, reportJson } from '../render/report-text.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './command.ts';

/** Prints what in the live realm is no longer as declared. Exit code 0: nothing; 2: something. */
export async function drift(context: CommandContext): Promise<number> {
  const report = await planRealmFile(context);
  context.out(context.json ? reportJson(report) : driftText(report));
  return report.changed ? EXIT.changes : EXIT.same;
}
