import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import { isAlive } from '@keyhold/stack/src/process/identity.ts';
import { eventually } from './eventually.ts';
import { readRunFile, runFilePath } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { buildParts } from './servers.ts';

/** The servers of an earlier run when they carry today's JAR; else new ones, which outlive this run. */
export async function keptServers(): Promise<RunFile> {
  const { fingerprint } = await buildParts();
  const standing = readRunFile();
  if (standing?.keeper !== undefined && isAlive(standing.keeper)) {
    if (standing.fingerprint === fingerprint) return standing;
    const { keeper } = standing;
    process.kill(keeper.pid, 'SIGTERM');
    await eventually('the servers with the old JAR end', 30_000, () => Promise.resolve(!isAlive(keeper)));
  }
  rmSync(runFilePath(), { force: true });
  return startKeeper();
}

async function startKeeper(): Promise<RunFile> {
  const log = openSync(join(stateSubfolder('logs'), 'test-keeper.log'), 'w', 0o600);
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = [join(import.meta.dirname, 'keeper.ts')];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log], env });
  await once(child, 'spawn');
  child.unref();
  return eventually('the kept servers start (.keyhold/logs/test-keeper.log)', 300_000, () => {
    if (child.exitCode !== null) throw new Error('The keeper ended while starting: see .keyhold/logs/test-keeper.log');
    return Promise.resolve(readRunFile());
  });
}
