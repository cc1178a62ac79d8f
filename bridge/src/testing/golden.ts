import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A golden answer of the plugin, for example `sessions/list`; the Java tests hold the plugin to the same files. */
export const golden = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../test/contract', `${name}.json`), 'utf8'));
