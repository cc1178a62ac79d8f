import { join } from 'node:path';
import { runCommand } from '../command.ts';
import { installPrograms } from '../machine/programs.ts';
import { repository } from '../paths.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { runInTerminal } from '../process/terminal.ts';
import { Progress } from '../progress.ts';

// `npm run soak -- --rounds 10`: long and large runs by hand, with servers of their own.
await runCommand(async () => {
  const signal = stopSignal();
  await new Progress().step('PostgreSQL', (tell) => installPrograms(['postgres'], tell, signal));
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(repository, 'test/soak/main.ts'),
    ...process.argv.slice(2),
  ];
  return runInTerminal({ command: process.execPath, args, cwd: repository });
});
