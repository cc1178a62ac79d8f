import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository, stateSubfolder } from '../paths.ts';
import { runProgram } from '../process/run.ts';
import type { Progress } from '../progress.ts';
import { oneFailed, onePassed, summaryLine, type Count } from './count.ts';

/** One line of `npm test` or `npm run check`. */
export interface Step {
  name: string;
  /** Does the work; whatever it writes goes to the log. Throwing means one failure, told in the error's words. */
  run: (context: StepContext) => Promise<Count>;
}

export interface StepContext {
  logFile: string;
  signal: AbortSignal;
}

// A step that hangs is ended and counts as failed, so that a run always comes to its last line. The longest one, end to end, takes 21
// minutes on two quick cores and twice that on slow ones.
const longestMinutes = 55;

/** Runs a step with progress. A failed one is followed by what it wrote. */
export async function runStep({ name, run }: Step, progress: Progress, signal: AbortSignal): Promise<Count> {
  const logFile = join(stateSubfolder('test', 'logs'), `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
  rmSync(logFile, { force: true });
  let count = oneFailed;
  let words: string | undefined;
  await progress
    .step(name, async (tell) => {
      try {
        count = await run({ logFile, signal: AbortSignal.any([signal, AbortSignal.timeout(longestMinutes * 60_000)]) });
      } catch (error) {
        if (signal.aborted) throw error;
        words = error instanceof Error ? error.message : String(error);
      }
      tell(summaryLine(count));
      if (count.failed > 0) throw new StepFailed();
    })
    .catch((error: unknown) => {
      if (!(error instanceof StepFailed)) throw error;
    });
  if (count.failed > 0) progress.say(`${words ?? lastLines(logFile)}\n(all of it: ${logFile})`);
  return count;
}

/** Lets the progress line of a failed step show the cross; the run goes on. */
class StepFailed extends Error {}

/** A step that one program decides by its exit code. */
export function programStep(name: string, command: string, args: string[], cwd = repository): Step {
  return {
    name,
    run: async ({ logFile, signal }) => {
      const { ending } = await runProgram({ name, command, args, cwd, env: plainEnvironment(), logFile, signal });
      return ending === 'exit code 0' ? onePassed : oneFailed;
    },
  };
}

/** Logs are read as plain text. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, NO_COLOR: '1' };
}

function lastLines(logFile: string): string {
  const text = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  return text.trimEnd().split('\n').slice(-300).join('\n');
}
