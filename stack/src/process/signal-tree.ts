import { spawnSync } from 'node:child_process';

/** Sends a signal to a process and, where it leads a group, to the whole group. A process that is gone is fine. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  // Zero and one would mean our own group and everybody.
  if (pid <= 1) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No such group: a child without a group of its own. No such process: gone already.
    }
  }
}
