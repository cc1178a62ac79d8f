import { keptServers } from './kept-servers.ts';
import { runFilePath, writeRunFile } from './run-file.ts';
import { buildParts, startServers } from './servers.ts';
import type { Servers } from './servers.ts';
import { runFileVariable } from './test-run.ts';

let servers: Servers | undefined;
/** Apart from the servers that are kept between runs: both may be up at once. */
const ownFolder = 'test-run';

/**
 * Gives the run one Keycloak with the plugin, a mailbox and a built console. With KEYHOLD_E2E_REUSE=1 they stay up
 * afterwards and the next run takes them over; where KEYHOLD_E2E_RUN names a run file, its servers are used as they are.
 */
export default async function globalSetup(): Promise<void> {
  if (process.env[runFileVariable] !== undefined) return;
  if (process.env['KEYHOLD_E2E_REUSE'] === '1') {
    await keptServers();
    process.env[runFileVariable] = runFilePath();
  } else {
    const { jar, fingerprint } = await buildParts();
    servers = await startServers(jar, { folder: ownFolder });
    writeRunFile({ ...servers.run, fingerprint }, runFilePath(ownFolder));
    process.env[runFileVariable] = runFilePath(ownFolder);
  }
}

/** Ends what this run started. */
export const stopServers = async (): Promise<void> => servers?.stop();
