import { join } from 'node:path';
import { runCommand } from '../command.ts';
import { installPrograms } from '../machine/programs.ts';
import { repository } from '../paths.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { runInTerminal } from '../process/terminal.ts';
import { Progress } from '../progress.ts';

// `npm run bench -- --json FILE`: the benchmark starts its own servers, in production mode.
await runCommand(async () => {
  const signal = stopSignal();
  await new Progress().step('Chromium and Redis', (tell) =>
    installPrograms(['chromium', 'redis-server'], tell, signal),
  );
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(repository, 'test/bench/main.ts'),
    ...process.argv.slice(2),
  ];
  return runInTerminal({ command: process.execPath, args, cwd: repository });
});
