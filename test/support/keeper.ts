/**
 * Keeps the test servers alive between runs, for a developer who sets KEYHOLD_E2E_REUSE=1. `kill <pid of run.json>`
 * ends them; a changed JAR makes the next run replace them.
 */
import { rmSync } from 'node:fs';
import { once } from 'node:events';
import { identify } from '@keyhold/stack/src/process/identity.ts';
import { runFilePath, writeRunFile } from './run-file.ts';
import { buildParts, startServers } from './servers.ts';

const { jar, fingerprint } = await buildParts();
const servers = await startServers(jar);
const self = identify(process.pid);
writeRunFile({ ...servers.run, fingerprint, ...(self === undefined ? {} : { keeper: self }) });
const alive = setInterval(() => undefined, 60_000);
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
clearInterval(alive);
rmSync(runFilePath(), { force: true });
await servers.stop();
