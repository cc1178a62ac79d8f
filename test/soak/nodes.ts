import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { startPostgresql } from '@keyhold/stack/src/databases/postgresql.ts';
import { adminAccount } from '@keyhold/stack/src/keycloak/admin-account.ts';
import { provideDistribution } from '@keyhold/stack/src/keycloak/distribution.ts';
import { prepareHome } from '@keyhold/stack/src/keycloak/home.ts';
import { startKeycloak } from '@keyhold/stack/src/keycloak/server.ts';
import type { KeycloakServer } from '@keyhold/stack/src/keycloak/server.ts';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { startMailbox } from '@keyhold/stack/src/mailbox/mailbox.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import { writeRunFile } from '../support/run-file.ts';
import { buildParts } from '../support/servers.ts';
import { runFileVariable } from '../support/test-run.ts';

const names = ['soak-1', 'soak-2'];

/** Two Keycloak nodes, one cluster on one PostgreSQL, each at an address of its own. */
export class Nodes implements AsyncDisposable {
  readonly count = names.length;
  private readonly files: readonly string[];
  private readonly things: AsyncDisposableStack;

  private constructor(files: readonly string[], things: AsyncDisposableStack) {
    this.files = files;
    this.things = things;
  }

  static async start(signal: AbortSignal, tell: (words: string) => void): Promise<Nodes> {
    await using things = new AsyncDisposableStack();
    const { jar, fingerprint } = await buildParts();
    const database = await startPostgresql(signal);
    things.defer(() => database.stop());
    const mailbox = await startMailbox({ page: await freePort(), smtp: await freePort() });
    things.defer(() => mailbox.stop());
    const distribution = await provideDistribution(() => undefined);
    const files: string[] = [];
    let admin;
    for (const name of names) {
      tell(`Keycloak ${name} …`);
      const home = join(stateSubfolder('soak'), name);
      await prepareHome(distribution, home, jar);
      // The first node makes the administrator, in the database of both.
      admin ??= adminAccount(home);
      const node: KeycloakServer = await startKeycloak({
        home,
        admin,
        database,
        port: await freePort(),
        clusterPort: await freePort(),
        logFile: join(stateSubfolder('logs'), `${name}-keycloak.log`),
        signal,
      });
      things.defer(() => node.stop());
      const file = join(stateSubfolder('soak'), `${name}.json`);
      const { smtpPort, url: mailboxUrl } = mailbox;
      writeRunFile({ keycloakUrl: node.url, admin, jar, smtpPort, mailboxUrl, fingerprint }, file);
      things.defer(() => {
        rmSync(file, { force: true });
      });
      files.push(file);
    }
    const nodes = new Nodes(files, things.move());
    nodes.use(0);
    return nodes;
  }

  /** Whatever `test/support` begins from now on goes to this node, counted from 0. */
  use(node: number): void {
    const file = this.files[node];
    if (file === undefined) throw new Error(`There is no node ${node}.`);
    process.env[runFileVariable] = file;
  }

  /** Begins `work` at this node. Only what it does before its first `await` is sure to go there, unless nothing else runs. */
  at<T>(node: number, work: () => T): T {
    this.use(node);
    return work();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.things.disposeAsync();
  }
}
