import { buildConsole } from '../build/console.ts';
import { buildPlugin } from '../build/plugin.ts';
import { runCommand } from '../command.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { Progress } from '../progress.ts';

await runCommand(async () => {
  const [progress, signal] = [new Progress(), stopSignal()];
  const jar = await progress.step('Plugin', (tell) => buildPlugin(tell, signal));
  await progress.step('Account console', (tell) => buildConsole(tell, signal));
  progress.say(`The plugin for Keycloak's providers/: ${jar}`);
  return 0;
});
