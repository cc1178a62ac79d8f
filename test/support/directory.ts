import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilAccepting } from '@keyhold/stack/src/databases/until-accepting.ts';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';
import { findProgram } from '@keyhold/stack/src/machine/programs.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import { startChild } from '@keyhold/stack/src/process/child.ts';
import { runOrThrow } from '@keyhold/stack/src/process/run.ts';
import type { Credentials } from './plain-browser.ts';
import type { TestRealm } from './test-realm.ts';

const suffix = 'dc=example,dc=test';
const people = `ou=people,${suffix}`;
const administrator = `cn=admin,${suffix}`;

/** What Keycloak may do to the people of a directory. */
export type EditMode = 'READ_ONLY' | 'WRITABLE';

/** An OpenLDAP of our own with some people in it; nothing of it stays. */
export class Directory implements AsyncDisposable {
  private readonly url: string;
  private readonly password: string;
  private readonly things: AsyncDisposableStack;

  private constructor(url: string, password: string, things: AsyncDisposableStack) {
    this.url = url;
    this.password = password;
    this.things = things;
  }

  static async startWith(persons: readonly Credentials[]): Promise<Directory> {
    await using things = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-directory-'));
    things.defer(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const password = randomBytes(18).toString('base64url');
    mkdirSync(join(folder, 'data'));
    const [settings, entries] = [join(folder, 'slapd.conf'), join(folder, 'people.ldif')];
    writeFileSync(settings, settingsFor(folder, password), { mode: 0o600 });
    writeFileSync(entries, [...frame, ...persons.map(entryOf)].join('\n'), { mode: 0o600 });
    const logFile = join(stateSubfolder('logs'), 'test-directory.log');
    await runOrThrow({
      name: 'slapadd',
      command: findProgram('slapadd'),
      args: ['-f', settings, '-l', entries],
      cwd: folder,
      logFile,
    });
    const port = await freePort();
    const url = `ldap://127.0.0.1:${port}`;
    const child = await startChild({
      name: 'OpenLDAP',
      command: findProgram('slapd'),
      // With a debug level it stays in the foreground.
      args: ['-d', '0', '-f', settings, '-h', url],
      cwd: folder,
      logFile,
      ownGroup: false,
    });
    things.defer(() => child.stop(5));
    await untilAccepting(child, port);
    return new Directory(url, password, things.move());
  }

  /** Lets a realm's people be those of this directory. */
  async joinTo({ name: realm, admin }: TestRealm, name: string, editMode: EditMode): Promise<void> {
    const config = {
      ...{ editMode, vendor: 'other', usernameLDAPAttribute: 'uid', rdnLDAPAttribute: 'uid' },
      ...{ uuidLDAPAttribute: 'entryUUID', userObjectClasses: 'inetOrgPerson, organizationalPerson' },
      ...{ connectionUrl: this.url, usersDn: people, searchScope: '1', authType: 'simple' },
      ...{
        bindDn: administrator,
        bindCredential: this.password,
        importEnabled: 'true',
        enabled: 'true',
        priority: '0',
      },
    };
    const provider = { name, providerId: 'ldap', providerType: 'org.keycloak.storage.UserStorageProvider' };
    await admin.components.create({
      realm,
      ...provider,
      config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [value]])),
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.things.disposeAsync();
  }
}

const schemas = ['core', 'cosine', 'inetorgperson'];

const settingsFor = (folder: string, password: string): string =>
  [
    ...schemas.map((name) => `include /etc/ldap/schema/${name}.schema`),
    `pidfile ${join(folder, 'slapd.pid')}`,
    'database ldif',
    `directory ${join(folder, 'data')}`,
    `suffix "${suffix}"`,
    `rootdn "${administrator}"`,
    `rootpw ${password}`,
    '',
  ].join('\n');

const frame = [
  `dn: ${suffix}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n`,
  `dn: ${people}\nobjectClass: organizationalUnit\nou: people\n`,
];

const entryOf = ({ username, password }: Credentials): string =>
  [
    `dn: uid=${username},${people}`,
    'objectClass: inetOrgPerson',
    ...[`uid: ${username}`, `cn: ${username}`, 'sn: Example', `givenName: ${username}`],
    ...[`mail: ${username}@example.test`, `userPassword: ${password}`],
    '',
  ].join('\n');
