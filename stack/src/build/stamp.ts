import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const leftOut = new Set(['node_modules', 'target', 'dist', '.keyhold', '.git', 'coverage']);

/** Every file below the given files and folders, in a stable order, without what builds and installs make. */
export function sourceFiles(roots: string[]): string[] {
  return roots.flatMap((root) => {
    if (!existsSync(root)) return [];
    if (statSync(root).isFile()) return [root];
    return readdirSync(root)
      .filter((name) => !leftOut.has(name))
      .sort()
      .flatMap((name) => sourceFiles([join(root, name)]));
  });
}

/** One hash over names and bytes of the sources: equal sources, equal hash, whatever git or the clock say. */
export function hashSources(base: string, roots: string[]): string {
  const hash = createHash('sha256');
  for (const file of sourceFiles(roots)) {
    const bytes = readFileSync(file);
    hash.update(`${relative(base, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** Remembers in a file for which sources a product was made. */
export class Stamp {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  matches(value: string): boolean {
    return existsSync(this.#file) && readFileSync(this.#file, 'utf8').trim() === value;
  }

  write(value: string): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${value}\n`);
  }
}
