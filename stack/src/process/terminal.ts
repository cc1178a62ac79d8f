import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { signalTree } from './signal-tree.ts';

export interface TerminalProgram {
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program whose words go straight to the person, and returns its exit code. Stop signals are handed on to it
 * and to all that it started; whatever it leaves behind ends with it.
 */
export function runInTerminal({ command, args, cwd, env }: TerminalProgram): Promise<number> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'inherit', 'inherit'] as const;
    const child = spawn(command, args, { cwd, env, stdio: [...stdio], detached: process.platform !== 'win32' });
    const pid = child.pid ?? 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => signalTree(pid, signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      signalTree(pid, 'SIGKILL');
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
