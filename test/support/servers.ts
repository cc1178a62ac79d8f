import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from '@keyhold/stack/src/build/console.ts';
import { buildPlugin } from '@keyhold/stack/src/build/plugin.ts';
import { adminAccount } from '@keyhold/stack/src/keycloak/admin-account.ts';
import { adminApi, requirePlugin } from '@keyhold/stack/src/keycloak/admin-api.ts';
import { provideDistribution } from '@keyhold/stack/src/keycloak/distribution.ts';
import { prepareHome } from '@keyhold/stack/src/keycloak/home.ts';
import { startKeycloak } from '@keyhold/stack/src/keycloak/server.ts';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { startMailbox } from '@keyhold/stack/src/mailbox/mailbox.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import type { TestRun } from './test-run.ts';

export interface Servers {
  run: TestRun;
  stop(): Promise<void>;
}

/** Whatever a test realm is called, its name starts like this. */
export const testRealmPrefix = 'e2e-';

/** The plugin's JAR and the console, built where their sources changed. */
export async function buildParts(): Promise<{ jar: string; fingerprint: string }> {
  const jar = await buildPlugin(() => undefined);
  await buildConsole(() => undefined);
  return { jar, fingerprint: createHash('sha256').update(readFileSync(jar)).digest('hex') };
}

export interface ServerOptions {
  /** Where below the state folder Keycloak lives. */
  folder?: string;
  /** What production sends, in place of start-dev. */
  production?: boolean;
}

/** Starts a Keycloak with this JAR, and a mailbox, both on free ports and away from those of `npm start`. */
export async function startServers(
  jar: string,
  { folder = 'test', production = false }: ServerOptions = {},
): Promise<Servers> {
  const home = join(stateSubfolder(folder), 'keycloak');
  await prepareHome(await provideDistribution(() => undefined), home, jar);
  const mailbox = await startMailbox({ page: await freePort(), smtp: await freePort() });
  const admin = adminAccount(home);
  const keycloak = await startKeycloak({
    home,
    admin,
    production,
    port: await freePort(),
    logFile: join(stateSubfolder('logs'), `${folder}-keycloak.log`),
    // A proxy of ours may stand between bridge and Keycloak: what programs use follows the address they came by.
    options: ['--hostname-backchannel-dynamic=true'],
  });
  await makeReady(keycloak.url, admin);
  return {
    run: { keycloakUrl: keycloak.url, admin, jar, smtpPort: mailbox.smtpPort, mailboxUrl: mailbox.url },
    async stop() {
      await keycloak.stop();
      await mailbox.stop();
    },
  };
}

/** Removes what a killed run left behind, and makes one realm: the first one of a server takes it many seconds. */
async function makeReady(url: string, admin: TestRun['admin']): Promise<void> {
  const api = await adminApi(url, admin);
  await requirePlugin(api, url);
  await api.realms.create({ realm: `${testRealmPrefix}warm-up` }).catch(() => undefined);
  for (const { realm = '' } of await api.realms.find({ briefRepresentation: true })) {
    if (realm.startsWith(testRealmPrefix)) await api.realms.del({ realm });
  }
}
