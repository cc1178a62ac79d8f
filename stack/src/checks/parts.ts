import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.ts';

interface Manifest {
  workspaces?: string[];
  scripts?: Record<string, string>;
}

/** The TypeScript parts: the workspaces of package.json, in its order. */
export function parts(): string[] {
  return readManifest('.').workspaces ?? [];
}

/** The parts whose own package.json has this script. */
export function partsWithScript(name: string): string[] {
  return parts().filter((part) => readManifest(part).scripts?.[name] !== undefined);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as Manifest;
}
