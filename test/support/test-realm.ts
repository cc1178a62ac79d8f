import { randomBytes } from 'node:crypto';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { keycloakAdmin } from './keycloak-admin.ts';
import type { Credentials, PlainBrowser } from './plain-browser.ts';
import { applyRealm } from './realm-file.ts';
import type { RealmWishes } from './realm-file.ts';
import { testRealmPrefix } from './servers.ts';
import { testRun } from './test-run.ts';
import { codeFlow, serviceAccountToken } from './tokens.ts';
import type { ClientCredentials, Tokens } from './tokens.ts';

export interface TestUser extends Credentials {
  id: string;
}

export type TestClient = ClientCredentials & { id: string; redirectUri: string };

const someSecret = () => randomBytes(24).toString('base64url');

/** A realm with a random name that Keyhold manages; the whole of it is gone when the test file ends. */
export class TestRealm implements AsyncDisposable {
  readonly name: string;
  /** Where the realm's bridge will listen, and its client. */
  readonly bridgePort: number;
  readonly bridgeUrl: string;
  readonly bridge: TestClient;
  readonly admin: KcAdminClient;

  private constructor(wishes: RealmWishes, port: number, id: string, admin: KcAdminClient) {
    this.name = wishes.name;
    this.bridgePort = port;
    this.bridgeUrl = wishes.pageUrl;
    this.admin = admin;
    this.bridge = {
      id,
      clientId: 'keyhold-bridge',
      clientSecret: wishes.clientSecret,
      redirectUri: `${wishes.pageUrl}/auth/callback`,
    };
  }

  /** `port`: where its bridge will listen. */
  static async make({ port: wished, ...wishes }: Partial<RealmWishes> & { port?: number } = {}): Promise<TestRealm> {
    const port = wished ?? (await freePort());
    const all: RealmWishes = {
      name: testRealmPrefix + randomBytes(5).toString('hex'),
      pageUrl: `http://localhost:${port}`,
      clientSecret: someSecret(),
      ...wishes,
    };
    // A cold Keycloak on a busy machine may be late for realm-config's limits; what was begun is then simply finished.
    await applyRealm(all).catch(() => applyRealm(all));
    const admin = await keycloakAdmin(all.keycloak);
    const [client] = await admin.clients.find({ realm: all.name, clientId: 'keyhold-bridge' });
    return new TestRealm(all, port, client?.id ?? '', admin);
  }

  get issuer(): string {
    return `${testRun().keycloakUrl}/realms/${this.name}`;
  }

  async addUser(username: string, more: { withoutPassword?: boolean } = {}): Promise<TestUser> {
    // Two digits at least: a policy under test may ask for them.
    const password = `${someSecret()}-42`;
    const { id } = await this.admin.users.create({
      realm: this.name,
      username,
      enabled: true,
      email: `${username}@example.test`,
      emailVerified: true,
      firstName: username,
      lastName: 'Example',
      credentials: more.withoutPassword === true ? [] : [{ type: 'password', value: password, temporary: false }],
    });
    return { id, username, password };
  }

  /** Gives a user, or a service account, a role of one of the realm's clients. */
  async giveClientRole(userId: string, clientId: string, roleName: string): Promise<void> {
    const realm = this.name;
    const [client] = await this.admin.clients.find({ realm, clientId });
    const clientUniqueId = client?.id ?? '';
    const role = await this.admin.clients.findRole({ realm, id: clientUniqueId, roleName });
    const roles = [{ id: role?.id ?? '', name: roleName }];
    await this.admin.users.addClientRoleMappings({ realm, id: userId, clientUniqueId, roles });
  }

  /** Another application of the realm, with every grant that tests need: code, password, service account, offline. */
  async addClient(clientId: string, more: Parameters<KcAdminClient['clients']['create']>[0] = {}): Promise<TestClient> {
    const clientSecret = someSecret();
    const redirectUri = `http://localhost:9/${clientId}`;
    const { id } = await this.admin.clients.create({
      realm: this.name,
      clientId,
      name: clientId,
      secret: clientSecret,
      redirectUris: [redirectUri],
      directAccessGrantsEnabled: true,
      serviceAccountsEnabled: true,
      ...more,
    });
    return { id, clientId, clientSecret, redirectUri };
  }

  /** The user's tokens as the bridge gets them, each time from a browser of its own unless one is given. */
  userTokens(user: Credentials, browser?: PlainBrowser): Promise<Tokens> {
    return codeFlow(this.name, this.bridge, { user, ...(browser === undefined ? {} : { browser }) });
  }

  /** What goes into X-Keyhold-Bridge. */
  bridgeToken(): Promise<string> {
    return serviceAccountToken(this.name, this.bridge);
  }

  /** The user's online sessions by Keycloak's stock admin API. */
  async onlineSessions(user: TestUser): Promise<string[]> {
    const sessions = await this.admin.users.listSessions({ realm: this.name, id: user.id });
    return sessions.map(({ id = '' }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.admin.realms.del({ realm: this.name });
  }
}
