import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { identify, isAlive } from '../process/identity.ts';
import { endRun } from './end-run.ts';
import { RunRecord } from './run-record.ts';

describe('the record of who runs', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyhold-record-'));
    file = join(folder, 'processes.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is claimed by one living process', () => {
    new RunRecord(file).claim();
    expect(() => new RunRecord(file).claim()).toThrow(`process ${process.pid}`);
    new RunRecord(file).release();
    expect(new RunRecord(file).runningMain()).toBeUndefined();
  });

  test('of a process that is gone is replaced', () => {
    writeFileSync(file, JSON.stringify({ main: { pid: 999_999_999, startedAt: 'x' }, children: [] }));
    const record = new RunRecord(file);
    expect(record.runningMain()).toBeUndefined();
    record.claim();
    expect(record.runningMain()?.pid).toBe(process.pid);
  });

  test('half-written says nothing and is replaced', () => {
    writeFileSync(file, '{"main":');
    new RunRecord(file).claim();
    expect(new RunRecord(file).runningMain()?.pid).toBe(process.pid);
  });

  // Threat: the pid in the file belongs to somebody else's process by now. Bound: it is never signalled.
  test('never ends a later process with a recycled pid', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(stranger, 'spawn');
    const pid = stranger.pid ?? 0;
    const earlier = { pid, startedAt: 'another boot 1' };
    writeFileSync(file, JSON.stringify({ main: earlier, children: [{ name: 'x', ...earlier }] }));
    expect(await endRun(new RunRecord(file))).toBe('nothing ran');
    expect(identify(pid)).toBeDefined();
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });

  test('ends what a run left behind when it was itself ended hard', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
    await once(orphan, 'spawn');
    const identity = identify(orphan.pid ?? 0);
    if (identity === undefined) throw new Error('The orphan did not start.');
    const main = { pid: 999_999_999, startedAt: 'x' };
    writeFileSync(file, JSON.stringify({ main, children: [{ name: 'orphan', ...identity }] }));
    expect(await endRun(new RunRecord(file))).toBe('swept up');
    expect(isAlive(identity)).toBe(false);
  });
});
