import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../process/run.ts';
import { repository, stateSubfolder } from '../paths.ts';
import type { Tell } from '../progress.ts';
import { hashSources, Stamp } from './stamp.ts';

const part = join(repository, 'account-console');

/** Where the built console stands; the bridge serves it. */
export const consoleFolder = join(part, 'dist');

/** The arguments that make Vite build the console; `--watch` may follow. */
export const viteBuild = [join(repository, 'node_modules/vite/bin/vite.js'), 'build'];

/** Builds the account console when its sources, or those of the elements it uses, changed. */
export async function buildConsole(tell: Tell, signal?: AbortSignal): Promise<void> {
  const sources = hashSources(repository, [part, join(repository, 'elements'), join(repository, 'package-lock.json')]);
  const stamp = new Stamp(join(stateSubfolder('build'), 'console.stamp'));
  if (existsSync(consoleFolder) && stamp.matches(sources)) {
    tell('unchanged');
    return;
  }
  tell('Vite');
  await runOrThrow({
    name: 'Building the account console',
    command: process.execPath,
    args: viteBuild,
    cwd: part,
    logFile: join(stateSubfolder('logs'), 'console-build.log'),
    signal,
  });
  stamp.write(sources);
}
