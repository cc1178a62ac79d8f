import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Stamp } from '../build/stamp.ts';
import { keycloakPin } from './pin.ts';

/**
 * Makes a Keycloak folder of its own from the pinned one, so that runs side by side share neither database nor build.
 * Brings the plugin's JAR in, and touches it only when its bytes differ: Keycloak builds itself anew (22 s) when the
 * file changes.
 */
export async function prepareHome(distribution: string, home: string, jar: string): Promise<void> {
  const stamp = new Stamp(join(home, 'keyhold.stamp'));
  const { sha256 } = keycloakPin();
  if (!stamp.matches(sha256)) {
    // Another version: the program is replaced, the data stays.
    for (const part of ['bin', 'conf', 'lib', 'providers', 'themes'])
      await rm(join(home, part), { recursive: true, force: true });
    await mkdir(home, { recursive: true, mode: 0o700 });
    await cp(distribution, home, { recursive: true });
    stamp.write(sha256);
  }
  await copyWhenDifferent(jar, join(home, 'providers/keyhold.jar'));
}

async function copyWhenDifferent(from: string, to: string): Promise<void> {
  const bytes = await readFile(from);
  if (existsSync(to) && bytes.equals(await readFile(to))) return;
  await writeFile(to, bytes);
}
