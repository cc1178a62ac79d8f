import type KcAdminClient from '@keycloak/keycloak-admin-client';

export type Snapshot = Record<string, unknown>;

/** All that the admin API tells about a realm, keyed so that two snapshots can be compared. */
export async function snapshotOf(admin: KcAdminClient, realm: string): Promise<Snapshot> {
  const clients = await admin.clients.find({ realm });
  const users = await admin.users.find({ realm, max: 100 });
  const flows = await admin.authenticationManagement.getFlows({ realm });
  const snapshot: Snapshot = {
    realm: await admin.realms.findOne({ realm }),
    export: await admin.realms.export({ realm, exportClients: true, exportGroupsAndRoles: true }),
    scopes: await admin.clientScopes.find({ realm }),
    groups: await admin.groups.find({ realm, briefRepresentation: false }),
    components: await admin.components.find({ realm }),
    providers: await admin.identityProviders.find({ realm }),
    flows,
    profile: await admin.users.getProfile({ realm }),
  };
  for (const { alias = '' } of flows) {
    snapshot[`flow ${alias}`] = await admin.authenticationManagement.getExecutions({ realm, flow: alias });
  }
  for (const { id = '', clientId = '' } of clients) {
    snapshot[`client ${clientId}`] = await admin.clients.findOne({ realm, id });
    snapshot[`roles of ${clientId}`] = await admin.clients.listRoles({ realm, id });
    snapshot[`scope mappings of ${clientId}`] = await admin.clients.listScopeMappings({ realm, id });
  }
  for (const { id = '', username = '' } of users) {
    snapshot[`user ${username}`] = await admin.users.findOne({ realm, id });
    snapshot[`role mappings of ${username}`] = await admin.users.listRoleMappings({ realm, id });
    snapshot[`credentials of ${username}`] = await admin.users.getCredentials({ realm, id });
  }
  return JSON.parse(JSON.stringify(snapshot, sorted)) as Snapshot;
}

// Keycloak keeps most lists as sets and answers them in any order; with their texts sorted, equal means equal.
function sorted(_key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return [...(value as unknown[])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The snapshot without what realm-config declares: its two clients and everything that names them. */
export function withoutKeyhold(snapshot: Snapshot, bridge: string): Snapshot {
  const ours = new Set(['keyhold', bridge]);
  const named = /^(?:client|roles of|scope mappings of) (.+)$/;
  const rest = Object.entries(snapshot).filter(([key]) => {
    const client = named.exec(key)?.[1];
    return (client === undefined || !ours.has(client)) && !key.endsWith(`service-account-${bridge}`);
  });
  const result = structuredClone(Object.fromEntries(rest));
  for (const part of [result['realm'], result['export']]) dropOurs(part as Exported, ours);
  return result;
}

interface Exported {
  attributes: Record<string, unknown>;
  clients?: { clientId: string }[];
  clientScopeMappings?: Record<string, { client?: string }[]>;
  roles?: { client: Record<string, unknown> };
  users?: { serviceAccountClientId?: string }[];
}

function dropOurs(part: Exported, ours: ReadonlySet<string>): void {
  part.attributes = Object.fromEntries(Object.entries(part.attributes).filter(([key]) => !key.startsWith('keyhold.')));
  if (part.clients) part.clients = part.clients.filter(({ clientId }) => !ours.has(clientId));
  if (part.users) part.users = part.users.filter((user) => !ours.has(user.serviceAccountClientId ?? ''));
  if (part.roles) for (const client of ours) Reflect.deleteProperty(part.roles.client, client);
  if (part.clientScopeMappings) {
    for (const [owner, mappings] of Object.entries(part.clientScopeMappings)) {
      const left = mappings.filter(({ client = '' }) => !ours.has(client));
      if (left.length > 0) part.clientScopeMappings[owner] = left;
      else Reflect.deleteProperty(part.clientScopeMappings, owner);
    }
    if (Object.keys(part.clientScopeMappings).length === 0) delete part.clientScopeMappings;
  }
}
