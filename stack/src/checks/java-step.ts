import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { javaEnvironment, mavenCommand, requireJdk } from '../build/maven.ts';
import { repository } from '../paths.ts';
import { runProgram } from '../process/run.ts';
import { judge } from './count.ts';
import type { Step } from './step.ts';
import { countSurefire } from './surefire-count.ts';

/** The plugin's own tests, by Maven. Arguments such as `-Dkeyhold.db.url=…` put them on another database. */
export function javaStep(name: string, args: string[] = ['verify']): Step {
  return {
    name,
    run: async ({ logFile, signal }) => {
      const plugin = join(repository, 'plugin');
      const reports = ['surefire-reports', 'failsafe-reports'].map((folder) => join(plugin, 'target', folder));
      for (const folder of reports) rmSync(folder, { recursive: true, force: true });
      const { ending } = await runProgram({
        name,
        command: mavenCommand(),
        args: ['-B', '-ntp', ...args],
        cwd: plugin,
        env: javaEnvironment(requireJdk()),
        logFile,
        signal,
      });
      return judge(countSurefire(reports), ending === 'exit code 0');
    },
  };
}
