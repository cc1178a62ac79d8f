import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import type { Report } from '@keyhold/realm-config';
import { examineRealm } from '@keyhold/realm-config/doctor';
import type { Finding } from '@keyhold/realm-config/doctor';
import { stringify } from 'yaml';
import type { KeycloakAccess } from './keycloak-admin.ts';
import { testRun } from './test-run.ts';

/** What a test may want of its realm; the rest is as in the demo. */
export interface RealmWishes {
  name: string;
  pageUrl: string;
  clientSecret: string;
  /** Where Keycloak reaches the bridge, when that is not where the browser does. */
  internalUrl?: string;
  bruteForce?: { failures: number; wait?: string; 'max-wait'?: string };
  accessToken?: string;
  /** Gives the realm flows of Keyhold's own; without it its flows stay Keycloak's. */
  secondFactor?: 'optional' | 'required';
  /** So many periods before and after now are codes of authenticator apps taken; 1 unless said. */
  lookAround?: number;
  /** Passkeys sign in, and security keys are asked after the password; for pages on localhost. */
  keys?: boolean;
  /** How many keys a user may have; 10 unless said. */
  mostKeys?: number;
  /** The section `pin` of the file; without it the room is off. */
  pin?: { mode: 'on' | 'read-only'; missing?: 'set-up' | 'refuse'; 'step-up'?: boolean };
  /** Another Keycloak than the one of the run. */
  keycloak?: KeycloakAccess;
}

const keyPolicy = { enabled: true, 'relying-party-id': 'localhost', 'relying-party-name': 'Keyhold test' };

/** A small realm file, as an administrator would write it. */
function realmYaml({
  name,
  pageUrl,
  internalUrl,
  bruteForce,
  secondFactor,
  lookAround,
  keys,
  mostKeys: max,
  pin,
  ...wishes
}: RealmWishes): string {
  return stringify({
    realm: name,
    create: true,
    'page-url': pageUrl,
    bridge: {
      'client-id': 'keyhold-bridge',
      'client-secret': '${TEST_CLIENT_SECRET}',
      ...(internalUrl === undefined ? {} : { 'internal-url': internalUrl }),
    },
    ...(secondFactor === undefined ? {} : { 'second-factor': secondFactor }),
    ...(lookAround === undefined ? {} : { otp: { 'look-around': lookAround } }),
    ...(keys === true
      ? { passkeys: { ...keyPolicy, 'user-verification': 'required', max }, 'security-keys': keyPolicy }
      : {}),
    ...(pin === undefined ? {} : { pin }),
    lifetimes: { 'access-token': wishes.accessToken ?? '60s', 'session-idle': '30m', 'session-max': '10h' },
    'brute-force': { failures: 5, wait: '60s', 'max-wait': '15m', ...bruteForce },
  });
}

async function withRealmFile<T>(
  wishes: RealmWishes,
  work: (request: Parameters<typeof planRealmFile>[0]) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'keyhold-realm-'));
  const { url, admin } = wishes.keycloak ?? { url: testRun().keycloakUrl, admin: testRun().admin };
  try {
    const file = join(dir, 'realm.yaml');
    await writeFile(file, realmYaml(wishes));
    const env = { TEST_CLIENT_SECRET: wishes.clientSecret };
    return await work({ file, env, admin: { url, credentials: { kind: 'user', ...admin } } });
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Makes the realm as realm-config does for everybody. */
export const applyRealm = (wishes: RealmWishes): Promise<Report> => withRealmFile(wishes, applyRealmFile);

/** What realm-config would change now. */
export const planRealm = (wishes: RealmWishes): Promise<Report> => withRealmFile(wishes, planRealmFile);

/** What `doctor` says of it. */
export const examine = (wishes: RealmWishes): Promise<Finding[]> => withRealmFile(wishes, examineRealm);
