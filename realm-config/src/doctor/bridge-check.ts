import { z } from 'zod';
import type { KeycloakConnection } from '../keycloak/keycloak-connection.ts';
import { clientsAnswer, namedListAnswer, serviceAccountAnswer } from '../keycloak/representations.ts';
import { AUDIENCE_MAPPER, SERVICE_ACCOUNT_ROLES } from '../objects/bridge-client.ts';
import { KEYHOLD_CLIENT, SYNC_ROLE } from '../objects/keyhold-client.ts';
import type { Finding, Patient } from './finding.ts';
import { note, problem } from './finding.ts';

// What view-users brings along by itself.
const IMPLIED = ['realm-management/query-users', 'realm-management/query-groups'];
const usersAnswer = z.array(z.looseObject({ id: z.string(), username: z.string() }));
const overridesAnswer = z.object({ authenticationFlowBindingOverrides: z.record(z.string(), z.string()).optional() });

type Clients = z.infer<typeof clientsAnswer>;

/** Has the bridge's client or its service account more than it should, by ways that the declaration does not see? */
export async function checkBridge({ connection, file }: Patient): Promise<Finding[]> {
  const { realm } = file;
  const clients = await connection.read('read the clients', clientsAnswer, (admin) => admin.clients.find({ realm }));
  const bridge = clients.find(({ clientId }) => clientId === file.bridge['client-id']);
  const keyhold = clients.find(({ clientId }) => clientId === KEYHOLD_CLIENT);
  // Without these the comparison with the declaration has said already what is wrong.
  if (bridge?.['serviceAccountsEnabled'] !== true || keyhold === undefined) return [];
  const account = await connection.read('read the service account', serviceAccountAnswer, (admin) =>
    admin.clients.getServiceAccountUser({ realm, id: bridge.id }),
  );
  return [
    ...(await extraMappers(connection, realm, bridge)),
    ...loginOverrides(bridge),
    ...(await extraRoles(connection, realm, account, clients)),
    ...(await otherHoldersOfSync(connection, realm, account, keyhold)),
  ];
}

async function extraMappers(
  connection: KeycloakConnection,
  realm: string,
  bridge: Clients[number],
): Promise<Finding[]> {
  const mappers = await connection.read('read the mappers', namedListAnswer, (admin) =>
    admin.clients.listProtocolMappers({ realm, id: bridge.id }),
  );
  const extra = mappers.map(({ name }) => name).filter((name) => name !== AUDIENCE_MAPPER);
  if (extra.length === 0) return [];
  const says = `has mappers of its own: ${extra.join(', ')}; they write into every token of the bridge`;
  return [problem(`client ${bridge.clientId}`, says, 'Remove them, unless you know what they put there.')];
}

function loginOverrides(bridge: Clients[number]): Finding[] {
  const overrides = Object.keys(overridesAnswer.parse(bridge).authenticationFlowBindingOverrides ?? {});
  if (overrides.length === 0) return [];
  const says = `signs in by flows of its own (${overrides.join(', ')}) instead of the realm's`;
  return [note(`client ${bridge.clientId}`, says, "Make sure that these flows ask as much as the realm's.")];
}

async function extraRoles(
  connection: KeycloakConnection,
  realm: string,
  account: { id: string; username: string },
  clients: Clients,
): Promise<Finding[]> {
  const allowed = new Set<string>([...SERVICE_ACCOUNT_ROLES, ...IMPLIED]);
  const held = await effectiveRoles(connection, realm, account.id, clients);
  const groups = await connection.read('read the groups of the service account', namedListAnswer, (admin) =>
    admin.users.listGroups({ realm, id: account.id }),
  );
  const extra = [...held.filter((role) => !allowed.has(role)), ...groups.map(({ name }) => `group ${name}`)];
  if (extra.length === 0) return [];
  const next = 'Run apply, and look for what a composite role or a group adds.';
  return [problem(account.username, `has more than it may: ${extra.join(', ')}`, next)];
}

// Composite roles count: a role that somebody put inside view-users reaches the service account as well.
async function effectiveRoles(
  connection: KeycloakConnection,
  realm: string,
  id: string,
  clients: Clients,
): Promise<string[]> {
  const ofRealm = await connection.read('read the effective roles', namedListAnswer, (admin) =>
    admin.users.listCompositeRealmRoleMappings({ realm, id }),
  );
  const roles = ofRealm.map(({ name }) => name);
  for (const client of clients) {
    const ofClient = await connection.read('read the effective roles', namedListAnswer, (admin) =>
      admin.users.listCompositeClientRoleMappings({ realm, id, clientUniqueId: client.id }),
    );
    roles.push(...ofClient.map(({ name }) => `${client.clientId}/${name}`));
  }
  return roles;
}

async function otherHoldersOfSync(
  connection: KeycloakConnection,
  realm: string,
  account: { id: string },
  keyhold: Clients[number],
): Promise<Finding[]> {
  const holders = await connection.read('read who has the role sync', usersAnswer, (admin) =>
    admin.clients.findUsersWithRole({ realm, id: keyhold.id, roleName: SYNC_ROLE }),
  );
  const others = holders.filter(({ id }) => id !== account.id).map(({ username }) => username);
  if (others.length === 0) return [];
  const says = `is also held by ${others.join(', ')}`;
  return [problem(`role ${KEYHOLD_CLIENT}/${SYNC_ROLE}`, says, 'Take it away: it is for the bridge alone.')];
}
