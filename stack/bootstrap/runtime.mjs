import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { atLeast } from './version.mjs';

/** The Node that runs Keyhold: the pinned one from the packages, else this machine's own when it strips types. */
export function findRuntime(repository, hostVersion = process.versions.node) {
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(repository, 'node_modules', `node-${os}-${process.arch}`, 'bin', name);
  if (existsSync(pinned)) return pinned;
  return atLeast(hostVersion, '22.18.0') ? process.execPath : undefined;
}
