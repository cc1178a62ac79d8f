import { expect, test } from '@jest/globals';
import { ClientRoles } from './client-roles.ts';
import { ClientScopes } from './client-scopes.ts';
import type { Clients } from './clients.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import { Mappers } from './mappers.ts';
import { ServiceAccountRoles } from './role-mappings.ts';

const silent = {
  read: (what: string) => Promise.reject(new Error(`asked to ${what}`)),
} as unknown as KeycloakConnection;
const clients = (live: object | null) => ({ find: () => Promise.resolve(live) }) as unknown as Clients;
const clientId = 'keyhold-bridge';

test('where there is no such client there is nothing of it, and Keycloak is asked no further', async () => {
  const none = clients(null);
  const read = [
    new ClientRoles(silent, 'demo', none).read({ kind: 'client role', clientId, role: 'sync' }),
    new Mappers(silent, 'demo', none).read({ kind: 'mapper', clientId, mapper: 'audience' }),
    new ClientScopes(silent, 'demo', none).read({ kind: 'client scopes', clientId }),
    new ServiceAccountRoles(silent, 'demo', none).read({ kind: 'service account roles', clientId }),
  ];
  expect(await Promise.all(read)).toEqual([null, null, null, null]);
});

test('the lists of client scopes are part of the client; one that is missing is empty', async () => {
  const live = clients({ id: '1', clientId, defaultClientScopes: ['basic'] });
  expect(await new ClientScopes(silent, 'demo', live).read({ kind: 'client scopes', clientId })).toEqual({
    default: ['basic'],
    optional: [],
  });
});
