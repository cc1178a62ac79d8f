import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface TerminalProgram {
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program whose words go straight to the person, and returns its exit code. Stop signals are handed on to it. */
export function runInTerminal({ command, args, cwd, env }: TerminalProgram): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
