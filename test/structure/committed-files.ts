import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top of the working copy. */
export const repository = resolve(import.meta.dirname, '../..');

/** Text of a file of the repository, by its path from the top. */
export const textOf = (path: string): string => readFileSync(join(repository, path), 'utf8');

/**
 * Paths of all files that are, or would be, committed: what git knows and what it does not ignore. Those that are
 * deleted but not yet committed are left out.
 */
export function committedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(repository, path))).sort();
}
