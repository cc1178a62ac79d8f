import { join } from 'node:path';
import { adminAccount } from '@keyhold/stack/src/keycloak/admin-account.ts';
import { provideDistribution } from '@keyhold/stack/src/keycloak/distribution.ts';
import { prepareHome } from '@keyhold/stack/src/keycloak/home.ts';
import { startKeycloak } from '@keyhold/stack/src/keycloak/server.ts';
import type { KeycloakServer } from '@keyhold/stack/src/keycloak/server.ts';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import type { KeycloakAccess } from './keycloak-admin.ts';
import { testRun } from './test-run.ts';

/** A second Keycloak with this run's JAR, as in production (`start --optimized`) behind a proxy that ends TLS. */
export class ProductionKeycloak implements AsyncDisposable, KeycloakAccess {
  /** Where programs of this machine reach it. */
  readonly url: string;
  readonly admin: KeycloakAccess['admin'];
  private readonly start: () => Promise<KeycloakServer>;
  private server: KeycloakServer | undefined;

  private constructor(url: string, admin: KeycloakAccess['admin'], start: () => Promise<KeycloakServer>) {
    this.url = url;
    this.admin = admin;
    this.start = start;
  }

  static async behind(publicUrl: string): Promise<ProductionKeycloak> {
    const home = join(stateSubfolder('test'), 'production-keycloak');
    await prepareHome(await provideDistribution(() => undefined), home, testRun().jar);
    const [port, admin] = [await freePort(), adminAccount(home)];
    const logFile = join(stateSubfolder('logs'), 'test-production-keycloak.log');
    const options = ['--proxy-headers=xforwarded', '--proxy-trusted-addresses=127.0.0.1/32'];
    const start = () => startKeycloak({ home, port, admin, publicUrl, logFile, production: true, options });
    const keycloak = new ProductionKeycloak(`http://localhost:${port}`, admin, start);
    await keycloak.comeBack();
    return keycloak;
  }

  async goDown(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }

  async comeBack(): Promise<void> {
    this.server = await this.start();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.goDown();
  }
}
