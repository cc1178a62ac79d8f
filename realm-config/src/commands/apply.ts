import { applyRealmFile } from '../realm-config.ts';
import { planText, reportJson } from '../render/report-text.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './command.ts';

/** Plans anew, prints the plan and carries it out. Exit code 0 once the realm is as declared. */
export async function apply(context: CommandContext): Promise<number> {
  const say = context.json ? (): void => undefined : context.out;
  const report = await applyRealmFile({
    ...context,
    onPlan: (planned) => say(planText(planned)),
    onChange: (change) => say(`done: ${change.verb} ${change.object}`),
  });
  if (context.json) context.out(reportJson(report));
  else if (report.changed) say(`Realm ${report.realm} is now as declared.`);
  return EXIT.same;
}
