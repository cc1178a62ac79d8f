import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startChild } from './child.ts';
import { identify } from './identity.ts';
import { runProgram } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhold-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string, text: string) => ({
  name,
  command: process.execPath,
  args: ['-e', text],
  logFile: join(folder, `${name}.log`),
});

describe('a child process', () => {
  test('tells how it ended and what it said', async () => {
    const { ending, tail } = await runProgram(script('three', "console.log('one\\ntwo'); process.exit(3)"));
    expect([ending, tail(1)]).toEqual(['exit code 3', 'two']);
  });

  test('that cannot be started is an error', async () => {
    await expect(startChild({ ...script('absent', ''), command: join(folder, 'absent') })).rejects.toThrow('ENOENT');
  });

  test('ends with all that it started, also when it does not listen', async () => {
    const grandchild =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 999)']);";
    const deaf = "process.on('SIGTERM', () => {}); console.log(c.pid); setInterval(() => {}, 999)";
    const child = await startChild(script('deaf', grandchild + deaf));
    for (let tries = 0; child.tail() === '' && tries < 200; tries += 1) await wait(50);
    const grandchildPid = Number(child.tail());
    expect(identify(grandchildPid)).toBeDefined();
    await child.stop(0.2);
    expect(child.isRunning()).toBe(false);
    for (let tries = 0; identify(grandchildPid) !== undefined && tries < 100; tries += 1) await wait(50);
    expect(identify(grandchildPid)).toBeUndefined();
  });
});
