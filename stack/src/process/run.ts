import { rmSync } from 'node:fs';
import { startChild, type ChildOptions } from './child.ts';

export interface RunOptions extends ChildOptions {
  /** Ends the process when it aborts. */
  signal?: AbortSignal | undefined;
}

/** Tells that a program ended with another code than 0; the message carries the last lines it wrote. */
export class ProgramFailed extends Error {
  override name = 'ProgramFailed';
}

/** Runs a program to its end and returns how it ended (`exit code 0` is good). The log file starts empty. */
export async function runProgram(options: RunOptions): Promise<{ ending: string; tail: (lines?: number) => string }> {
  options.signal?.throwIfAborted();
  rmSync(options.logFile, { force: true });
  const child = await startChild(options);
  const abort = (): void => void child.stop(5);
  options.signal?.addEventListener('abort', abort, { once: true });
  const ending = await child.exited;
  options.signal?.removeEventListener('abort', abort);
  // Helpers that a program left behind (build daemons, browsers) end with it.
  await child.stop(0);
  options.signal?.throwIfAborted();
  return { ending, tail: child.tail };
}

/** Runs a program that has to end well. */
export async function runOrThrow(options: RunOptions): Promise<void> {
  const { ending, tail } = await runProgram(options);
  if (ending === 'exit code 0') return;
  throw new ProgramFailed(`${options.name} ended with ${ending}:\n${tail(40)}\n(all of it: ${options.logFile})`);
}
