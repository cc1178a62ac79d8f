import { rmSync } from 'node:fs';
import { writeRunFile, runFilePath } from '../support/run-file.ts';
import { buildParts, startServers } from '../support/servers.ts';
import { runFileVariable } from '../support/test-run.ts';

/**
 * Runs `work` with a Keycloak in production mode: start-dev neither compresses nor caches, so a comparison against it would
 * flatter us.
 */
export async function withBenchServers(work: () => Promise<void>): Promise<void> {
  const { jar, fingerprint } = await buildParts();
  const servers = await startServers(jar, { folder: 'bench', production: true });
  const file = runFilePath('bench');
  writeRunFile({ ...servers.run, fingerprint }, file);
  process.env[runFileVariable] = file;
  try {
    await work();
  } finally {
    await servers.stop();
    rmSync(file, { force: true });
  }
}
