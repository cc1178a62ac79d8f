import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top of the working copy. */
export const repository = resolve(import.meta.dirname, '../..');

/** Everything that a run leaves behind lives here; git ignores it and it may be deleted between runs. */
export const stateFolder = join(repository, '.keyhold');

/** A folder below the state folder, made when missing and closed to other users of the machine. */
export function stateSubfolder(...names: string[]): string {
  const folder = join(stateFolder, ...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
