import { planRealmFile } from '../realm-config.ts';
import { planText, reportJson } from '../render/report-text.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './command.ts';

/** Prints what apply would do. Exit code 0: nothing; 2: changes. */
export async function plan(context: CommandContext): Promise<number> {
  const report = await planRealmFile(context);
  context.out(context.json ? reportJson(report) : planText(report));
  return report.changed ? EXIT.changes : EXIT.same;
}
