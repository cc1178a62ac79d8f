import { randomBytes } from 'node:crypto';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { AuthenticatorApp } from '../../support/authenticator-app.ts';
import { eventually } from '../../support/eventually.ts';
import type { Credentials } from '../../support/plain-browser.ts';
import { testRealmPrefix } from '../../support/servers.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';
import { tokenRequest } from '../../support/tokens.ts';
import type { Tokens } from '../../support/tokens.ts';

/** Who has all that Keycloak's own pages set up: password, authenticator app, Keycloak's recovery codes. */
export interface Person extends Credentials {
  id: string;
  app: AuthenticatorApp;
}

/** One of two realms on the same server: the one that Keyhold manages, or the one that never heard of it. */
export class Side {
  readonly realm: string;
  private readonly admin: KcAdminClient;
  readonly client = {
    clientId: 'application',
    clientSecret: randomBytes(24).toString('base64url'),
    redirectUri: 'http://localhost:9/application',
  };

  constructor(realm: string, admin: KcAdminClient) {
    this.realm = realm;
    this.admin = admin;
  }

  async open(): Promise<this> {
    const { clientId, clientSecret: secret, redirectUri } = this.client;
    const client = { clientId, secret, redirectUris: [redirectUri], directAccessGrantsEnabled: true };
    await this.admin.clients.create({ realm: this.realm, ...client });
    return this;
  }

  async addPerson(requiredActions: string[] = [], { temporary = false } = {}): Promise<Person> {
    const username = `alice-${randomBytes(4).toString('hex')}`;
    const password = randomBytes(12).toString('base64url');
    const app = new AuthenticatorApp();
    const { id } = await this.admin.users.create({
      realm: this.realm,
      username,
      enabled: true,
      email: `${username}@example.test`,
      emailVerified: true,
      firstName: 'Alice',
      lastName: 'Example',
      requiredActions,
      credentials: [{ type: 'password', value: password, temporary }, otp(app), stockRecoveryCodes()],
    });
    return { id, username, password, app };
  }

  /** What Keycloak stores for them, by kind. */
  async credentials({ id }: Pick<Person, 'id'>): Promise<Record<string, string>> {
    const stored = await this.admin.users.getCredentials({ realm: this.realm, id });
    return Object.fromEntries(stored.map((credential) => [credential.type ?? '', credential.id ?? '']));
  }

  /** Signs in with password and code; `action` is what the address names as `kc_action`. */
  async signIn(person: Person, action?: string): Promise<SignIn> {
    const signIn = await SignIn.open(this.realm, { client: this.client, query: naming(action) });
    if ((await signIn.password(person)) !== 'code') throw new Error(`No code asked for: ${signIn.text}`);
    await signIn.code(person.app);
    return signIn;
  }

  /** The same in a browser that is signed in already. */
  goOn({ browser }: SignIn, action?: string): Promise<SignIn> {
    return SignIn.open(this.realm, { client: this.client, query: naming(action), browser });
  }

  /** Account REST, as Keycloak's own account page calls it. */
  async account(person: Person, method: string, path: string): Promise<Response> {
    const { access_token: token } = await this.tokens(person, 'openid');
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    return fetch(`${testRun().keycloakUrl}/realms/${this.realm}/account${path}`, { method, headers });
  }

  /** Tokens of an application by password and the code of so many periods later: each period has one. */
  async tokens({ username, password, app }: Person, scope: string, later = -1): Promise<Tokens> {
    // Keycloak turns a user away while it still counts their last sign-in, and a period may end before it reads the code.
    return eventually(`tokens for ${username}`, 5_000, async () => {
      const form = { grant_type: 'password', username, password, otp: app.code(later), scope };
      const { body, status } = await tokenRequest(this.realm, this.client, form);
      return status === 200 && (body as Tokens);
    });
  }
}

const naming = (action?: string): Record<string, string> => (action === undefined ? {} : { kc_action: action });

const otp = ({ secret }: AuthenticatorApp) => ({
  type: 'otp',
  secretData: JSON.stringify({ value: secret }),
  credentialData: JSON.stringify({
    subType: 'totp',
    digits: 6,
    counter: 0,
    period: 30,
    algorithm: 'HmacSHA1',
    secretEncoding: 'BASE32',
  }),
});

const stockRecoveryCodes = () => ({
  type: 'recovery-authn-codes',
  secretData: JSON.stringify({ codes: [{ number: 1, encodedHashedValue: 'none' }] }),
  credentialData: JSON.stringify({ hashIterations: 1, algorithm: 'SHA-512', totalCodes: 1, remainingCodes: 1 }),
});

/** Both, gone when the test file ends. */
export class TwoRealms implements AsyncDisposable {
  readonly testRealm: TestRealm;
  readonly managed: Side;
  readonly stock: Side;
  private readonly things: AsyncDisposableStack;

  private constructor(testRealm: TestRealm, managed: Side, stock: Side, things: AsyncDisposableStack) {
    this.testRealm = testRealm;
    this.managed = managed;
    this.stock = stock;
    this.things = things;
  }

  static async open(wishes: Parameters<typeof TestRealm.make>[0] = {}): Promise<TwoRealms> {
    await using things = new AsyncDisposableStack();
    const testRealm = things.use(await TestRealm.make({ secondFactor: 'optional', ...wishes }));
    const { admin, name } = testRealm;
    const realm = testRealmPrefix + randomBytes(5).toString('hex');
    await admin.realms.create({ realm, enabled: true });
    things.defer(() => admin.realms.del({ realm }));
    const [managed, stock] = [await new Side(name, admin).open(), await new Side(realm, admin).open()];
    return new TwoRealms(testRealm, managed, stock, things.move());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.things.disposeAsync();
  }
}
