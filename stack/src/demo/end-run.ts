import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from '../process/identity.ts';
import { signalTree } from '../process/signal-tree.ts';
import type { RunRecord } from './run-record.ts';

/** Ends the recorded run: asks its foreground process, insists after 40 seconds, and sweeps up what it left. */
export async function endRun(record: RunRecord): Promise<'ended' | 'swept up' | 'nothing ran'> {
  const main = record.runningMain();
  if (main === undefined) {
    const swept = await endLeftovers(record);
    record.release();
    return swept ? 'swept up' : 'nothing ran';
  }
  process.kill(main.pid, 'SIGTERM');
  if (!(await gone(main, 40))) process.kill(main.pid, 'SIGKILL');
  await gone(main, 5);
  await endLeftovers(record);
  record.release();
  return 'ended';
}

/** Ends children whose parent was ended hard. Tells whether there were any. */
export async function endLeftovers(record: RunRecord): Promise<boolean> {
  const left = record.leftovers();
  for (const child of left) signalTree(child.pid, 'SIGTERM');
  for (const child of left) {
    if (!(await gone(child, 20))) signalTree(child.pid, 'SIGKILL');
  }
  return left.length > 0;
}

async function gone(identity: ProcessIdentity, withinSeconds: number): Promise<boolean> {
  const deadline = Date.now() + withinSeconds * 1000;
  while (isAlive(identity)) {
    if (Date.now() > deadline) return false;
    await wait(100);
  }
  return true;
}
