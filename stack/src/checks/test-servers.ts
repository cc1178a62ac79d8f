import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endLeftovers } from '../demo/end-run.ts';
import { RunRecord } from '../demo/run-record.ts';
import { repository, stateSubfolder } from '../paths.ts';
import { startChild, type Child } from '../process/child.ts';

/** The servers that all end-to-end tests of a run share: a Keycloak with the plugin, and a mailbox. */
export interface TestServers {
  /** What jest needs in its environment to find them. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const startingSeconds = 420;

/** Claims `.keyhold/test` for this run and ends what an earlier one left there. Release it at the end. */
export async function claimTestState(): Promise<RunRecord> {
  const record = new RunRecord(
    join(stateSubfolder('test'), 'processes.json'),
    'Wait for those tests, or end them with Ctrl-C.',
  );
  if (record.runningMain() === undefined) await endLeftovers(record);
  record.claim();
  return record;
}

/**
 * Starts them in a process of their own (test/support/keeper.ts), so that they outlive each jest run and end together.
 * They say that they are ready by writing their run file.
 */
export async function startTestServers(record: RunRecord, signal: AbortSignal): Promise<TestServers> {
  const runFile = join(stateSubfolder('test'), 'run.json');
  const logFile = join(stateSubfolder('test', 'logs'), 'servers.log');
  for (const file of [runFile, logFile]) rmSync(file, { force: true });
  const keeper = await startChild({
    name: 'The test servers',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(repository, 'test/support/keeper.ts')],
    cwd: repository,
    logFile,
  });
  record.add(keeper.name, keeper.pid);
  try {
    await untilWritten(runFile, keeper, signal);
  } catch (error) {
    await keeper.stop(60);
    throw error;
  }
  return { env: { KEYHOLD_E2E_RUN: runFile }, stop: () => keeper.stop(60) };
}

async function untilWritten(file: string, keeper: Child, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + startingSeconds * 1000;
  while (!existsSync(file)) {
    signal.throwIfAborted();
    if (!keeper.isRunning())
      throw new Error(`The test servers ended while starting (${await keeper.exited}):\n${keeper.tail()}`);
    if (Date.now() > deadline)
      throw new Error(`The test servers took longer than ${startingSeconds} s:\n${keeper.tail()}`);
    await wait(200);
  }
}
