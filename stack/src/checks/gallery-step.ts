import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.ts';
import { runProgram } from '../process/run.ts';
import { judge, type Count } from './count.ts';
import type { Step } from './step.ts';

/** Shows every state of every card in Chromium and checks it; screenshots go to `.keyhold/gallery/`. */
export const galleryScript = join(repository, 'account-console/gallery/check.ts');

/** The gallery as a step: it counts by its own last line. */
export function galleryStep(): Step {
  return {
    name: 'Gallery',
    run: async ({ logFile, signal }) => {
      const args = [galleryScript];
      const { ending } = await runProgram({
        name: 'Gallery',
        command: process.execPath,
        args,
        cwd: repository,
        logFile,
        signal,
      });
      return judge(countWords(existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''), ending === 'exit code 0');
    },
  };
}

/** The last `N views, N failed` (or `N passed, N failed`) in a program's words. */
export function countWords(words: string): Count {
  const [, number = '0', what, failed = '0'] = [...words.matchAll(/(\d+) (passed|views), (\d+) failed/g)].at(-1) ?? [];
  const passed = what === 'views' ? Number(number) - Number(failed) : Number(number);
  return { passed: Math.max(0, passed), failed: Number(failed) };
}
