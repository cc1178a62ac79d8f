import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { applyRealmFile } from '@keyhold/realm-config';
import type { RealmRequest } from '@keyhold/realm-config';
import { keycloakAdmin } from '../../support/keycloak-admin.ts';
import { testRealmPrefix } from '../../support/servers.ts';
import { testRun } from '../../support/test-run.ts';

/** The client of every realm that is declared here, and its secret. */
export const BRIDGE = 'keyhold-bridge';
export const SECRET = randomBytes(24).toString('base64url');

/** What a file adds for a realm that is made with a second factor. */
export const OPTIONAL = 'create: true\nsecond-factor: optional\n';
export const REQUIRED = 'create: true\nsecond-factor: required\n';

export type DeclaredRealm = RealmRequest & { realm: string };

/** Realm files for realms with random names; the realms are gone when the test file ends. */
export class DeclaredRealms implements AsyncDisposable {
  readonly admin: KcAdminClient;
  private readonly folder: string;
  private readonly realms = new Set<string>();

  private constructor(admin: KcAdminClient, folder: string) {
    this.admin = admin;
    this.folder = folder;
  }

  static async open(): Promise<DeclaredRealms> {
    return new DeclaredRealms(await keycloakAdmin(), await mkdtemp(join(tmpdir(), 'keyhold-realm-config-')));
  }

  /** A realm file that declares what Keyhold needs and `extra`. Nothing is in Keycloak yet. */
  async declare(extra = ''): Promise<DeclaredRealm> {
    const realm = testRealmPrefix + randomBytes(5).toString('hex');
    this.realms.add(realm);
    const { keycloakUrl, admin: credentials } = testRun();
    const request = { realm, file: join(this.folder, `${realm}.yaml`), env: { SECRET } };
    await this.rewrite(request, extra);
    return { ...request, admin: { url: keycloakUrl, credentials: { kind: 'user', ...credentials } } };
  }

  /** Declared, and carried out. */
  async apply(extra: string): Promise<DeclaredRealm> {
    const request = await this.declare(extra);
    await applyRealmFile(request);
    return request;
  }

  /** The same realm file with another `extra`. */
  rewrite({ realm, file }: { realm: string; file: string }, extra: string): Promise<void> {
    const bridge = `bridge: { client-id: ${BRIDGE}, client-secret: "\${SECRET}" }`;
    return writeFile(file, `realm: ${realm}\npage-url: http://localhost:9\n${bridge}\n${extra}`);
  }

  /** Says that this realm is never made. */
  forget(realm: string): void {
    this.realms.delete(realm);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const realm of this.realms) await this.admin.realms.del({ realm });
    await rm(this.folder, { recursive: true });
  }
}
