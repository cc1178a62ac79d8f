import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateSubfolder } from '../paths.ts';
import { identify, isAlive, type ProcessIdentity } from '../process/identity.ts';

interface Recorded {
  main: ProcessIdentity;
  children: (ProcessIdentity & { name: string })[];
}

/**
 * Who runs the demo: the process in the foreground and what it started, each named by pid and start time, so that a
 * later process with a recycled pid is never taken for it.
 */
export class RunRecord {
  readonly #file: string;

  readonly #advice: string;

  constructor(file = join(stateSubfolder('demo'), 'processes.json'), advice = 'End it with: npm stop') {
    this.#file = file;
    this.#advice = advice;
  }

  /** Claims the demo for this process. Throws when another process runs it. */
  claim(): void {
    const own = identify(process.pid);
    if (own === undefined) throw new Error('This system does not tell when a process began.');
    const main = this.runningMain();
    if (main !== undefined) throw new Error(`A run is up already (process ${main.pid}). ${this.#advice}`);
    this.#clear();
    // `wx`: of two that start at the same moment, one gets the file.
    writeFileSync(this.#file, JSON.stringify({ main: own, children: [] } satisfies Recorded), {
      flag: 'wx',
      mode: 0o600,
    });
  }

  /** Takes away what a dead run left; of two that start at the same moment, the slower one puts the other's record back. */
  #clear(): void {
    const taken = `${this.#file}.${process.pid}`;
    if (!existsSync(this.#file)) return;
    renameSync(this.#file, taken);
    const main = this.#read(taken)?.main;
    if (main !== undefined && isAlive(main)) {
      renameSync(taken, this.#file);
      throw new Error(`Another run has just started (process ${main.pid}). ${this.#advice}`);
    }
    rmSync(taken);
  }

  add(name: string, pid: number): void {
    const recorded = this.#read();
    const identity = identify(pid);
    if (recorded === undefined || identity === undefined) return;
    writeFileSync(this.#file, JSON.stringify({ ...recorded, children: [...recorded.children, { name, ...identity }] }));
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }

  /** The process that runs the demo now. */
  runningMain(): ProcessIdentity | undefined {
    const main = this.#read()?.main;
    return main !== undefined && isAlive(main) ? main : undefined;
  }

  /** What a run started and did not end, because it was itself ended hard. */
  leftovers(): Recorded['children'] {
    return this.#read()?.children.filter((child) => isAlive(child)) ?? [];
  }

  #read(file = this.#file): Recorded | undefined {
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    } catch {
      // Half-written by a run that was ended hard: it says nothing.
      return undefined;
    }
  }
}
