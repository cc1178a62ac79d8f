import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireJdk } from '@keyhold/stack/src/build/maven.ts';
import { adminAccount } from '@keyhold/stack/src/keycloak/admin-account.ts';
import { provideDistribution } from '@keyhold/stack/src/keycloak/distribution.ts';
import { prepareHome } from '@keyhold/stack/src/keycloak/home.ts';
import { startKeycloak } from '@keyhold/stack/src/keycloak/server.ts';
import type { KeycloakOptions, KeycloakServer } from '@keyhold/stack/src/keycloak/server.ts';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import type { KeycloakAccess } from './keycloak-admin.ts';
import { testRun } from './test-run.ts';

/** What each start may be told anew. */
export type StartWishes = Pick<KeycloakOptions, 'pepper'>;

/** A Keycloak with this run's JAR for one test file, which may be killed, and whose database may be looked into while it is down. */
export class OwnKeycloak implements AsyncDisposable, KeycloakAccess {
  readonly url: string;
  readonly admin: KeycloakAccess['admin'];
  /** Of the newest start alone. */
  readonly logFile = join(stateSubfolder('logs'), 'test-own-keycloak.log');
  private readonly home: string;
  private readonly port: number;
  private readonly databasePassword = randomBytes(18).toString('base64url');
  private server: KeycloakServer | undefined;

  private constructor(home: string, port: number) {
    this.home = home;
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.admin = adminAccount(home);
  }

  static async start(more: StartWishes = {}): Promise<OwnKeycloak> {
    const home = join(stateSubfolder('test'), 'own-keycloak');
    await prepareHome(await provideDistribution(() => undefined), home, testRun().jar);
    // A killed one leaves its realms behind.
    await rm(join(home, 'data'), { recursive: true, force: true });
    const keycloak = new OwnKeycloak(home, await freePort());
    await keycloak.start(more);
    return keycloak;
  }

  async start(more: StartWishes = {}): Promise<void> {
    const { home, port, admin, logFile } = this;
    const options = [
      // A proxy of ours stands between bridge and Keycloak.
      '--hostname-backchannel-dynamic=true',
      // What is committed is on the disk, as in the databases of production.
      '--db-url-properties=;WRITE_DELAY=0',
      '--db-username=keyhold',
      `--db-password=${this.databasePassword}`,
    ];
    this.server = await startKeycloak({ home, port, admin, logFile, options, ...more });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }

  /** SIGKILL: nothing of its own is finished or written any more. */
  async kill(): Promise<void> {
    await this.server?.child.kill();
    this.server = undefined;
  }

  /** Rows of its database; only while it is down, since it alone opens its file. */
  async rows(query: string): Promise<string[][]> {
    const lines = await this.sql(query);
    if (!/^\(\d+ rows?, /.test(lines.at(-1) ?? '')) throw new Error(lines.join('\n'));
    return lines.slice(1, -1).map((line) => line.split('|').map((cell) => cell.trim()));
  }

  /** Changes rows of its database, as `rows` reads them; fails where none is there to change. */
  async change(statement: string): Promise<void> {
    const lines = await this.sql(statement);
    if (!/^\(Update count: [1-9]/.test(lines.at(-1) ?? '')) throw new Error(lines.join('\n'));
  }

  private async sql(query: string): Promise<string[]> {
    const libraries = join(this.home, 'lib/lib/main');
    const h2 = readdirSync(libraries).find((name) => name.startsWith('com.h2database.h2-')) ?? '';
    const url = `jdbc:h2:file:${join(this.home, 'data/h2/keycloakdb')};NON_KEYWORDS=VALUE;IFEXISTS=TRUE`;
    const account = ['-user', 'keyhold', '-password', this.databasePassword];
    const shell = ['-cp', join(libraries, h2), 'org.h2.tools.Shell', '-url', url, ...account, '-sql', query];
    const { stdout } = await promisify(execFile)(join(requireJdk().home, 'bin/java'), shell);
    return stdout.trim().split('\n');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
