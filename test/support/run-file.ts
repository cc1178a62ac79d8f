import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import type { ProcessIdentity } from '@keyhold/stack/src/process/identity.ts';
import type { TestRun } from './test-run.ts';

/** The file that names the servers of a run; it holds an administrator's password, so nobody else may read it. */
export interface RunFile extends TestRun {
  /** Of the JAR's bytes: servers with another one are not used again. */
  fingerprint: string;
  /** The process that keeps the servers alive between runs, where one does. */
  keeper?: ProcessIdentity;
}

export const runFilePath = (folder = 'test'): string => join(stateSubfolder(folder), 'run.json');

export function readRunFile(): RunFile | undefined {
  return existsSync(runFilePath()) ? (JSON.parse(readFileSync(runFilePath(), 'utf8')) as RunFile) : undefined;
}

export function writeRunFile(run: RunFile, path = runFilePath()): void {
  writeFileSync(path, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
}
