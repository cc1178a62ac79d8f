import { readPorts } from '../machine/ports.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { elapsed, Progress } from '../progress.ts';
import { endLeftovers } from './end-run.ts';
import { readDemoOptions } from './options.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
import { RunRecord } from './run-record.ts';
import { DemoServers, type Demo } from './servers.ts';

/**
 * Starts the whole demo and stays until Ctrl-C, `npm stop` or the death of one of its parts; then ends all that it
 * started. Returns the exit code.
 */
export async function runDemo(args: string[], { watch }: { watch: boolean }): Promise<number> {
  const began = Date.now();
  const signal = stopSignal();
  const options = readDemoOptions(args);
  const ports = readPorts();
  const progress = new Progress();
  const record = new RunRecord();
  await endLeftoversAloud(record, progress);
  record.claim();
  // One that an earlier run could not remove would name servers that are gone.
  removeRunFile();
  const servers = new DemoServers({ options, ports, watch, progress, record, signal });
  try {
    const demo = await servers.start();
    writeRun(demo);
    progress.say(welcome(demo, elapsed(began)));
    return await untilOver(servers, signal, progress);
  } finally {
    removeRunFile();
    await progress.step('Ending', () => servers.stop());
    record.release();
  }
}

async function endLeftoversAloud(record: RunRecord, progress: Progress): Promise<void> {
  if (record.runningMain() !== undefined || record.leftovers().length === 0) return;
  await progress.step('Ending what an earlier run left', () => endLeftovers(record));
}

async function untilOver(servers: DemoServers, signal: AbortSignal, progress: Progress): Promise<number> {
  const stopped = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  const died = servers.children.map(async (child) => ({ child, ending: await child.exited }));
  const dead = signal.aborted ? undefined : await Promise.race([stopped, ...died]);
  if (dead === undefined) return 0;
  progress.say(
    `${dead.child.name} ended unasked (${dead.ending}):\n${dead.child.tail()}\n(all of it: ${dead.child.logFile})`,
  );
  return 1;
}

function writeRun(demo: Demo): void {
  writeRunFile({
    accountUrl: demo.accountUrl,
    adminUrl: null,
    mailboxUrl: demo.mailboxUrl,
    shopUrl: demo.shopUrl,
    keycloakUrl: demo.keycloakUrl,
    realm: demo.realm.name,
    users: demo.realm.users,
    keycloakAdmin: demo.keycloakAdmin,
    bridge: { clientId: demo.realm.bridgeClientId, clientSecret: demo.clientSecret },
  });
}

function welcome(demo: Demo, time: string): string {
  const users = demo.realm.users.map(({ username, password }) => `    ${username.padEnd(8)} ${password}`);
  return [
    '',
    `Keyhold is up after ${time}.`,
    `  Account security  ${demo.accountUrl}`,
    `  Mailbox           ${demo.mailboxUrl}`,
    ...(demo.shopUrl === null ? [] : [`  Example shop      ${demo.shopUrl} (asks for the PIN)`]),
    `  Keycloak          ${demo.keycloakUrl}/admin/ (${demo.keycloakAdmin.username}; password in .keyhold/run.json)`,
    `  Users of the realm "${demo.realm.name}":`,
    ...users,
    'Ctrl-C, or npm stop in another terminal, ends it.',
    '',
  ].join('\n');
}
