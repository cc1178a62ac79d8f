import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generate/generated-files.ts';

/**
 * Writes every file that is made from the bridge's code: `node bridge/src/generate.ts`.
 * With `--check` it writes nothing, names the stale ones and exits 1.
 */
const root = join(import.meta.dirname, '../..');
const stale = Object.entries(await generatedFiles()).filter(([path, content]) => content !== read(join(root, path)));

if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is stale: run \`npm run generate\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) {
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
