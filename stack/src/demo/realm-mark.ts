import type KcAdminClient from '@keycloak/keycloak-admin-client';

// Others make realms named "demo" with realm-config, too: its own mark says only which tool made the realm.
const attribute = 'keyhold.demo';
const maker = 'npm start';

export interface MarkedPlace {
  api: KcAdminClient;
  keycloakUrl: string;
  realm: string;
}

/** Throws unless the realm is absent or was made by `npm start`. */
export async function requireOwnRealm({ api, keycloakUrl, realm }: MarkedPlace): Promise<void> {
  const live = await api.realms.findOne({ realm });
  if (!live || live.attributes?.[attribute] === maker) return;
  throw new Error(
    `The Keycloak at ${keycloakUrl} has a realm "${realm}" that npm start did not make. It stays untouched. ` +
      'If it is left from a start that was broken off, remove it there.',
  );
}

/** Marks the realm as made by `npm start`; its other attributes stay. */
export async function markAsOwn({ api, realm }: MarkedPlace): Promise<void> {
  const live = await api.realms.findOne({ realm });
  if (live?.attributes?.[attribute] === maker) return;
  await api.realms.update({ realm }, { attributes: { ...live?.attributes, [attribute]: maker } });
}
