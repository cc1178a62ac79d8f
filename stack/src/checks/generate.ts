import { join } from 'node:path';
import { repository } from '../paths.ts';
import { runOrThrow } from '../process/run.ts';
import { partsWithScript } from './parts.ts';

/**
 * Writes every generated file anew: each part that generates something says how in its script `generate`. The bridge
 * comes before the consoles, whose client is made from its OpenAPI file.
 */
export async function generateAll(logFile: string, signal?: AbortSignal): Promise<string[]> {
  const generating = partsWithScript('generate');
  for (const part of generating) {
    await runOrThrow({
      name: `Generating in ${part}`,
      command: process.execPath,
      args: ['--run', 'generate'],
      cwd: join(repository, part),
      logFile,
      signal,
    });
  }
  return generating;
}
