import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { signalTree } from './signal-tree.ts';

export interface ChildOptions {
  /** The word a person reads when this process ends unasked. */
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Takes both output streams. */
  logFile: string;
  /**
   * True (the default): a process group of its own, so that stopping reaches whatever it starts and Ctrl-C in the
   * terminal reaches only us. False for children of a test file: they die with the test run's own group.
   */
  ownGroup?: boolean;
  /** Runs it as another user; only root can. */
  user?: { uid: number; gid: number } | undefined;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles with words such as `exit code 1` or `signal SIGKILL`; never rejects. */
  readonly exited: Promise<string>;
  readonly isRunning: () => boolean;
  /** Asks the whole tree to end, insists after the grace period, resolves when it is gone. */
  readonly stop: (graceSeconds?: number) => Promise<void>;
  /** Ends the whole tree without asking. */
  readonly kill: () => Promise<void>;
  /** The last lines it wrote. */
  readonly tail: (lines?: number) => string;
}

const living = new Set<Child>();
// Whatever ends this process, short of SIGKILL, ends its children too.
process.on('exit', () => {
  for (const child of living) signalTree(child.pid, 'SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    // Where nobody else listens the signal means the end, as it would without us; else the listener ends things in order.
    if (process.listenerCount(name) === 1) process.exit(128 + constants.signals[name]);
  });
}

/** Starts a process whose output goes to a file. Rejects when the program cannot be started at all. */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const spawned = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
    ...options.user,
    detached: (options.ownGroup ?? true) && process.platform !== 'win32',
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    spawned.on('exit', (code, signal) => {
      living.delete(child);
      resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
    });
  });
  const isRunning = (): boolean => spawned.exitCode === null && spawned.signalCode === null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (isRunning()) signalTree(child.pid, signal);
    await exited;
  };
  const child: Child = {
    name: options.name,
    pid: spawned.pid ?? 0,
    logFile: options.logFile,
    exited,
    isRunning,
    stop: async (graceSeconds = 15) => {
      const insist = setTimeout(() => {
        signalTree(child.pid, 'SIGKILL');
      }, graceSeconds * 1000);
      await end('SIGTERM');
      clearTimeout(insist);
      // The first process is gone; what it left in its group goes as well.
      signalTree(child.pid, 'SIGKILL');
    },
    kill: () => end('SIGKILL'),
    tail: (lines = 30) => readFileSync(options.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n'),
  };
  await once(spawned, 'spawn');
  living.add(child);
  return child;
}
