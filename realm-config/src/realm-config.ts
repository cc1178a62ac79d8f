import { applySteps } from './engine/apply.ts';
import type { Change } from './engine/diff.ts';
import type { Step } from './engine/plan.ts';
import { hasChanges, planSteps } from './engine/plan.ts';
import type { RealmStore } from './engine/realm-store.ts';
import type { ConnectionSettings } from './keycloak/connection-settings.ts';
import { KeycloakConnection } from './keycloak/keycloak-connection.ts';
import { KeycloakRealmStore } from './keycloak/keycloak-realm-store.ts';
import { requireJar } from './keycloak/providers.ts';
import { requireSameRelyingParty } from './keycloak/relying-party.ts';
import { MADE_BY } from './objects/made-by.ts';
import { realmObjects } from './objects/realm-objects.ts';
import { RealmConfigError } from './realm-config-error.ts';
import type { Environment } from './schema/placeholders.ts';
import { readRealmFile } from './schema/read-realm-file.ts';
import type { RealmFile } from './schema/realm-file.schema.ts';

export type { Change, FieldChange, Verb } from './engine/diff.ts';
export type { ConnectionSettings } from './keycloak/connection-settings.ts';
export { readConnectionSettings } from './keycloak/connection-settings.ts';
export type { AdminCredentials } from './keycloak/token-source.ts';
export { KeycloakConnection } from './keycloak/keycloak-connection.ts';
export { DeclaredYaml } from './schema/declared-yaml.ts';
export { RealmConfigError } from './realm-config-error.ts';

/** What a plan says or an apply did. Holds no secret: it may be printed, logged and kept. */
export interface Report {
  readonly realm: string;
  /** Every declared object in the order of writing, those without a change included. */
  readonly changes: readonly Change[];
  readonly changed: boolean;
}

/** A realm file, the environment that fills its placeholders, and the Keycloak it is for. */
export interface RealmRequest {
  readonly file: string;
  readonly env: Environment;
  readonly admin: ConnectionSettings | KeycloakConnection;
  /** Another realm name than the file's, for tests that want a realm of their own. */
  readonly realm?: string;
}

/** Compares the file with the live realm and writes nothing. */
export async function planRealmFile(request: RealmRequest): Promise<Report> {
  const opened = open(request);
  return report(opened.declared, await planDeclared(opened));
}

/**
 * Makes the live realm as the file says, touching nothing that the file does not name, and reads every write back.
 * `onChange` hears of each object just after it was written. The report says what was done.
 */
export async function applyRealmFile(
  request: RealmRequest & { readonly onPlan?: (report: Report) => void; readonly onChange?: (change: Change) => void },
): Promise<Report> {
  const opened = open(request);
  const { declared, store } = opened;
  const steps = await planDeclared(opened);
  request.onPlan?.(report(declared, steps));
  await applySteps(steps, store, request.onChange ? { onChange: request.onChange } : {});
  return report(declared, steps);
}

/** Whether a realm is there, and whether realm-config made it. */
export async function realmOrigin(
  admin: ConnectionSettings | KeycloakConnection,
  realm: string,
): Promise<'absent' | 'made-by-realm-config' | 'foreign'> {
  const live = await new KeycloakRealmStore(connect(admin), realm).read({ kind: 'realm', realm });
  if (live === null) return 'absent';
  return live[MADE_BY] === 'realm-config' ? 'made-by-realm-config' : 'foreign';
}

/** A connection that several calls can share; it keeps one administrator token for all of them. */
export function connect(admin: ConnectionSettings | KeycloakConnection): KeycloakConnection {
  return admin instanceof KeycloakConnection ? admin : new KeycloakConnection(admin);
}

interface Opened {
  readonly declared: RealmFile;
  readonly connection: KeycloakConnection;
  readonly store: RealmStore;
}

function open({ file, env, admin, realm }: RealmRequest): Opened {
  const inFile = readRealmFile(file, env);
  const declared = realm === undefined ? inFile : { ...inFile, realm };
  const connection = connect(admin);
  const inFlow = {
    securityKeys: declared['security-keys']?.enabled,
    passkeys: declared.passkeys?.enabled,
    stepUp: declared.pin?.['step-up'],
  };
  return { declared, connection, store: new KeycloakRealmStore(connection, declared.realm, inFlow) };
}

async function planDeclared({ declared, connection, store }: Opened): Promise<Step[]> {
  await requireJar(connection, declared);
  await requireSameRelyingParty(connection, declared);
  const steps = await planSteps(realmObjects(declared), store);
  const realm = steps[0]?.change;
  if (realm?.verb === 'create' && !declared.create) {
    throw new RealmConfigError(`Keycloak has no realm ${declared.realm}`, {
      next: 'Check the name in the file, or write `create: true` to have the realm made.',
    });
  }
  return steps;
}

function report(declared: RealmFile, steps: readonly Step[]): Report {
  return { realm: declared.realm, changes: steps.map((step) => step.change), changed: hasChanges(steps) };
}
