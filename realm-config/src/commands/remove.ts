import { planRemoval, removeKeyhold } from '../remove/remove.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './command.ts';

const STAYS = `What users have stays: passwords, authenticator apps, passkeys and security keys are Keycloak's own; PINs and Keyhold's
recovery codes are of no use until Keyhold is back. Settings of Keycloak's that the file declared stay as they are.`;

/** Prints what of Keyhold's is in the realm, and with `--yes` takes it out. Exit code 0: nothing is left; 2: something is. */
export async function remove(context: CommandContext): Promise<number> {
  const say = context.json ? (): void => undefined : context.out;
  const report = await planRemoval(context);
  if (context.json) context.out(JSON.stringify({ format: 1, ...report }, null, 2));
  if (report.removals.length === 0) {
    say(`Nothing of Keyhold's is in the realm ${report.realm}.`);
    return EXIT.same;
  }
  say([...report.removals.map(({ what, reason }) => `- ${what}: ${reason}`), '', STAYS].join('\n'));
  if (!context.yes) {
    say(`\nRealm ${report.realm}: nothing was taken away yet. With --yes it is; stop the bridge first.`);
    return EXIT.changes;
  }
  await removeKeyhold({ ...context, onRemoved: (what) => say(`done: ${what}`) });
  say(`Keyhold is out of the realm ${report.realm}. Now the JAR can go.`);
  return EXIT.same;
}
