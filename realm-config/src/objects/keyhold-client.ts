import type { DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import { MADE_BY, madeByRealmConfig } from './made-by.ts';

/** The client that stands for Keyhold's API inside the realm: the audience of its tokens and the owner of its roles. */
export const KEYHOLD_CLIENT = 'keyhold';

/** Held by the bridge's service account; the plugin asks for it beside every user token. */
export const SYNC_ROLE = 'sync';

/** The client `keyhold` and its roles. Nobody signs in through it. */
export function keyholdClientObjects(): DesiredObject[] {
  const noFlow = 'nobody signs in through this client; it is an audience and carries roles';
  return [
    {
      key: { kind: 'client', clientId: KEYHOLD_CLIENT },
      reason: "audience and roles of Keyhold's own API",
      mark: MADE_BY,
      fields: [
        madeByRealmConfig(),
        field('name', 'Keyhold', 'shown in the admin console'),
        field('enabled', true, 'a disabled client cannot be an audience'),
        field('protocol', 'openid-connect', 'an OpenID Connect client'),
        field('publicClient', false, noFlow),
        field('bearerOnly', true, noFlow),
        field('standardFlowEnabled', false, noFlow),
        field('implicitFlowEnabled', false, noFlow),
        field('directAccessGrantsEnabled', false, noFlow),
        field('serviceAccountsEnabled', false, noFlow),
        field('fullScopeAllowed', false, 'carries no roles of others'),
        field('redirectUris', [], noFlow),
        field('webOrigins', [], noFlow),
      ],
    },
    {
      key: { kind: 'client role', clientId: KEYHOLD_CLIENT, role: SYNC_ROLE },
      reason: "marks the bridge's service account towards the plugin",
      fields: [field('description', 'The bridge: may stand beside a user at Keyhold', 'shown in the admin console')],
    },
  ];
}
