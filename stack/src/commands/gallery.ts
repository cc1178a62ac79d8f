import { galleryScript } from '../checks/gallery-step.ts';
import { runCommand } from '../command.ts';
import { installPrograms } from '../machine/programs.ts';
import { repository } from '../paths.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { runInTerminal } from '../process/terminal.ts';
import { Progress } from '../progress.ts';

// `npm run gallery -- sessions` looks at the states whose name holds the word.
await runCommand(async () => {
  const signal = stopSignal();
  await new Progress().step('Chromium', (tell) => installPrograms(['chromium'], tell, signal));
  return runInTerminal({ command: process.execPath, args: [galleryScript, ...process.argv.slice(2)], cwd: repository });
});
