import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBridge } from '../bridge.ts';
import { buildConsole, viteBuild } from '../build/console.ts';
import { buildPlugin } from '../build/plugin.ts';
import { adminApi, requirePlugin } from '../keycloak/admin-api.ts';
import { adminAccount, type AdminAccount } from '../keycloak/admin-account.ts';
import { provideDistribution } from '../keycloak/distribution.ts';
import { prepareHome } from '../keycloak/home.ts';
import { startKeycloak } from '../keycloak/server.ts';
import { requireFreePorts, type Ports } from '../machine/ports.ts';
import { startMailbox } from '../mailbox/mailbox.ts';
import { repository, stateSubfolder } from '../paths.ts';
import { allOrFirstFault } from '../process/all-settled.ts';
import { startChild, type Child } from '../process/child.ts';
import type { Progress } from '../progress.ts';
import { startShop } from '../shop.ts';
import type { DemoOptions } from './options.ts';
import { applyDemoRealm, type DemoRealm } from './realm.ts';
import { saveRealmVariables } from './realm-variables.ts';
import type { RunRecord } from './run-record.ts';
import { demoSecrets } from './secrets.ts';
import { applyShopClient, shopClientId } from './shop-client.ts';

export interface DemoRequest {
  options: DemoOptions;
  ports: Ports;
  /** Rebuild the console and restart the bridge whenever a source changes. */
  watch: boolean;
  progress: Progress;
  record: RunRecord;
  signal: AbortSignal;
}

export interface Demo {
  keycloakUrl: string;
  keycloakAdmin: AdminAccount;
  mailboxUrl: string;
  accountUrl: string;
  /** Null beside a Keycloak that is not ours. */
  shopUrl: string | null;
  realm: DemoRealm;
  clientSecret: string;
}

/** The processes of one demo, in the order in which they were started. */
export class DemoServers {
  readonly children: Child[] = [];
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #request: DemoRequest;

  constructor(request: DemoRequest) {
    this.#request = request;
  }

  /** Builds, starts and configures everything. What was started stays listed when a later step fails. */
  async start(): Promise<Demo> {
    const { ports, progress, options, watch } = this.#request;
    const ours = options.keycloak === undefined;
    await requireFreePorts(ours ? ports : { ...ports, keycloak: undefined, shop: undefined });
    const mailbox = await startMailbox({ page: ports.mailbox, smtp: ports.smtp });
    this.#stops.push(() => mailbox.stop());

    // The console builds while Keycloak starts: both take their time, and neither needs the other.
    const [keycloak] = await allOrFirstFault([
      options.keycloak === undefined ? this.#startKeycloak() : this.#useKeycloak(options.keycloak),
      watch
        ? this.#watchConsole()
        : progress.step('Account console', (tell) => buildConsole(tell, this.#request.signal)),
    ]);
    const accountUrl = `http://localhost:${ports.bridge}`;
    const folder = stateSubfolder('demo');
    const secrets = demoSecrets(folder);
    const realm = await progress.step('Demo realm', (tell) =>
      applyDemoRealm({
        keycloak,
        variables: saveRealmVariables({ KEYHOLD_PUBLIC_URL: accountUrl, KEYHOLD_CLIENT_SECRET: secrets.clientSecret }),
        smtpPort: mailbox.smtpPort,
        ours,
        tell,
      }),
    );
    await progress.step('Bridge', (tell) => this.#startBridge(keycloak.url, accountUrl, realm, tell));
    const shopUrl = ours
      ? await progress.step('Example shop', (tell) => this.#startShop(keycloak, realm, secrets.shopSecret, tell))
      : null;
    return {
      shopUrl,
      keycloakUrl: keycloak.url,
      keycloakAdmin: keycloak.admin,
      mailboxUrl: mailbox.url,
      accountUrl,
      realm,
      clientSecret: secrets.clientSecret,
    };
  }

  /** Ends what was started, the last first. */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async #startKeycloak(): Promise<{ url: string; admin: AdminAccount }> {
    const { progress, signal, ports, options } = this.#request;
    const [jar, distribution] = await allOrFirstFault([
      progress.step('Plugin', (tell) => buildPlugin(tell, signal)),
      progress.step('Keycloak server', (tell) => provideDistribution(tell, signal)),
    ]);
    return progress.step('Keycloak', async (tell) => {
      const home = join(stateSubfolder('demo'), 'keycloak');
      await prepareHome(distribution, home, jar);
      const admin = adminAccount(home);
      const server = await startKeycloak({
        home,
        admin,
        tell,
        signal,
        port: ports.keycloak,
        production: options.production,
        logFile: join(stateSubfolder('logs'), 'keycloak.log'),
        started: (child) => this.#keep(child, 20),
      });
      return { url: server.url, admin };
    });
  }

  async #useKeycloak({
    url,
    ...admin
  }: NonNullable<DemoOptions['keycloak']>): Promise<{ url: string; admin: AdminAccount }> {
    await this.#request.progress.step(`Keycloak at ${url}`, async () => requirePlugin(await adminApi(url, admin), url));
    return { url, admin };
  }

  async #startBridge(
    keycloakUrl: string,
    publicUrl: string,
    realm: DemoRealm,
    tell: (detail: string) => void,
  ): Promise<void> {
    const { options, ports, watch, signal } = this.#request;
    const folder = stateSubfolder('demo');
    const secrets = demoSecrets(folder);
    const logFile = join(stateSubfolder('logs'), 'bridge.log');
    rmSync(logFile, { force: true });
    await startBridge({
      signal,
      nodeOptions: watch ? ['--watch', '--watch-preserve-output'] : [],
      logFile,
      started: (child) => this.#keep(child, 15),
      env: {
        KEYHOLD_PUBLIC_URL: publicUrl,
        KEYHOLD_HOST: '127.0.0.1',
        KEYHOLD_PORT: String(ports.bridge),
        KEYHOLD_KEYCLOAK_URL: keycloakUrl,
        KEYHOLD_REALM: realm.name,
        KEYHOLD_CLIENT_ID: realm.bridgeClientId,
        KEYHOLD_CLIENT_SECRET: secrets.clientSecret,
        KEYHOLD_SESSION_KEY: secrets.sessionKey,
        KEYHOLD_STORE: options.store ?? `sqlite:${join(folder, 'bridge.sqlite')}`,
      },
    });
    tell(publicUrl);
  }

  async #startShop(
    keycloak: { url: string; admin: AdminAccount },
    realm: DemoRealm,
    clientSecret: string,
    tell: (detail: string) => void,
  ): Promise<string> {
    const url = `http://localhost:${this.#request.ports.shop}`;
    await applyShopClient({ keycloak, realm: realm.name, url, clientSecret });
    const logFile = join(stateSubfolder('logs'), 'shop.log');
    rmSync(logFile, { force: true });
    await startShop({
      url,
      issuer: `${keycloak.url}/realms/${realm.name}`,
      clientId: shopClientId,
      clientSecret,
      logFile,
      signal: this.#request.signal,
      started: (child) => this.#keep(child, 5),
    });
    tell(url);
    return url;
  }

  async #watchConsole(): Promise<void> {
    await this.#request.progress.step('Account console', (tell) => buildConsole(tell, this.#request.signal));
    const vite = await startChild({
      name: 'Vite',
      command: process.execPath,
      args: [...viteBuild, '--watch'],
      cwd: join(repository, 'account-console'),
      logFile: join(stateSubfolder('logs'), 'console-watch.log'),
    });
    this.#keep(vite, 5);
  }

  #keep(child: Child, graceSeconds: number): void {
    this.children.push(child);
    this.#stops.push(() => child.stop(graceSeconds));
    this.#request.record.add(child.name, child.pid);
  }
}
