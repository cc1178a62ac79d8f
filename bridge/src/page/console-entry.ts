import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.record(
  z.string(),
  z.object({
    file: z.string().regex(/^assets\/[\w.-]+$/),
    isEntry: z.boolean().optional(),
    css: z.array(z.string().regex(/^assets\/[\w.-]+$/)).optional(),
    imports: z.array(z.string()).optional(),
  }),
);

type Manifest = z.output<typeof manifest>;

/** What the page must load of the built console; names relative to the base path. */
export interface ConsoleEntry {
  readonly script: string;
  readonly styles: readonly string[];
  /** Modules that the script needs at once, so that they load beside it instead of after it. */
  readonly preloads: readonly string[];
}

/** Reads the console's entry from Vite's manifest, and again only when a new build stands there. Throws when none was built. */
export const consoleEntry = (consoleDir: string): (() => Promise<ConsoleEntry>) => {
  // Vite's own place for it (`manifest: true` in account-console/vite.config.ts).
  const path = join(consoleDir, '.vite/manifest.json');
  let known: { builtAt: number; entry: ConsoleEntry } | undefined;
  return async () => {
    const { mtimeMs: builtAt } = await stat(path);
    if (known?.builtAt !== builtAt) {
      known = { builtAt, entry: entryOf(manifest.parse(JSON.parse(await readFile(path, 'utf8')))) };
    }
    return known.entry;
  };
};

const entryOf = (chunks: Manifest): ConsoleEntry => {
  const [first] = Object.entries(chunks).find(([, { isEntry }]) => isEntry === true) ?? [];
  if (first === undefined) throw new Error('The manifest of the account console names no entry');
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    chunks[name]?.imports?.forEach(visit);
  };
  visit(first);
  const [entry, ...rest] = [...needed].flatMap((name) => chunks[name] ?? []);
  return {
    script: entry?.file ?? '',
    styles: [...new Set([entry, ...rest].flatMap((chunk) => chunk?.css ?? []))],
    preloads: rest.map(({ file }) => file),
  };
};
