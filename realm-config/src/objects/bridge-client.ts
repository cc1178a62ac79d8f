import type { DesiredField, DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { KEYHOLD_CLIENT, SYNC_ROLE } from './keyhold-client.ts';
import { MADE_BY, madeByRealmConfig } from './made-by.ts';

/** The one mapper of the bridge's client. */
export const AUDIENCE_MAPPER = 'keyhold audience';

/** All that the bridge's service account may have: prove that it is the bridge, and read users. It cannot write. */
export const SERVICE_ACCOUNT_ROLES = [`${KEYHOLD_CLIENT}/${SYNC_ROLE}`, 'realm-management/view-users'] as const;

/** The bridge's confidential client with everything that hangs on it. */
export function bridgeClientObjects(file: RealmFile): DesiredObject[] {
  const clientId = file.bridge['client-id'];
  return [
    {
      key: { kind: 'client', clientId },
      reason: 'signs users in for the bridge and gives it its service account',
      mark: MADE_BY,
      fields: [...identity(file), ...addresses(file), ...grants()],
    },
    audienceMapper(clientId),
    clientScopes(clientId),
    {
      key: { kind: 'scope mappings', clientId },
      reason: "with full scope off, the service account's roles reach its token only through these",
      fields: [field('roles', SERVICE_ACCOUNT_ROLES, 'nothing beyond these two in any token of the bridge')],
    },
    {
      key: { kind: 'service account roles', clientId },
      reason: 'the bridge proves itself and reads users; it never writes',
      fields: [field('roles', SERVICE_ACCOUNT_ROLES, 'a stolen client secret must change nobody’s account')],
    },
  ];
}

function identity({ bridge }: RealmFile): DesiredField[] {
  return [
    madeByRealmConfig(),
    field('name', 'Account security', 'shown to users in their list of applications'),
    field('enabled', true, 'a disabled client signs nobody in'),
    field('protocol', 'openid-connect', 'the bridge speaks OpenID Connect'),
    field('publicClient', false, 'the bridge is a server and can keep a secret'),
    field('bearerOnly', false, 'users sign in through it'),
    field('clientAuthenticatorType', 'client-secret', 'the bridge authenticates by its secret'),
    field('secret', bridge['client-secret'], 'the file says bridge.client-secret', { secret: true }),
    field('consentRequired', false, "Keyhold is the realm's own page"),
  ];
}

function addresses(file: RealmFile): DesiredField[] {
  const page = file['page-url'];
  const internal = file.bridge['internal-url'] ?? page;
  return [
    field('baseUrl', `${page}/`, 'where the list of applications leads'),
    field('redirectUris', [`${page}/auth/callback`], 'codes go to exactly one address'),
    field('attributes.post.logout.redirect.uris', `${page}/signed-out`, 'after sign-out there is exactly one way back'),
    field('webOrigins', [], 'no browser script ever calls Keycloak with this client'),
    field(
      'attributes.backchannel.logout.url',
      `${internal}/auth/backchannel-logout`,
      'an ended session dies at the bridge at once',
    ),
    field('attributes.backchannel.logout.session.required', 'true', 'the bridge must learn which session ended'),
    field(
      'attributes.backchannel.logout.revoke.offline.tokens',
      'false',
      'ending one session leaves offline ones alone',
    ),
    field('frontchannelLogout', false, 'sign-out is told by the back channel'),
  ];
}

function grants(): DesiredField[] {
  const only = 'standard flow and service account are the only grants';
  return [
    field('attributes.pkce.code.challenge.method', 'S256', 'a stolen code is worth nothing without its verifier'),
    field('standardFlowEnabled', true, only),
    field('serviceAccountsEnabled', true, only),
    field('directAccessGrantsEnabled', false, only),
    field('implicitFlowEnabled', false, only),
    field('attributes.oauth2.device.authorization.grant.enabled', 'false', only),
    field('attributes.oidc.ciba.grant.enabled', 'false', only),
    field('attributes.standard.token.exchange.enabled', 'false', only),
    field('attributes.oauth2.jwt.authorization.grant.enabled', 'false', only),
    field('attributes.client_credentials.use_refresh_token', 'false', 'the service account just asks again'),
    field('fullScopeAllowed', false, "an administrator's roles must not ride along in their user token"),
  ];
}

function audienceMapper(clientId: string): DesiredObject {
  const reason = 'the plugin takes only tokens that were made for it';
  return {
    key: { kind: 'mapper', clientId, mapper: AUDIENCE_MAPPER },
    reason,
    fields: [
      field('protocol', 'openid-connect', reason),
      field('protocolMapper', 'oidc-audience-mapper', reason),
      field('config.included.client.audience', KEYHOLD_CLIENT, reason),
      field('config.access.token.claim', 'true', reason),
      field('config.id.token.claim', 'false', 'the ID token is for the bridge alone'),
      field('config.introspection.token.claim', 'true', reason),
    ],
  };
}

function clientScopes(clientId: string): DesiredObject {
  return {
    key: { kind: 'client scopes', clientId },
    reason: 'what the tokens of the bridge tell',
    fields: [
      // Keycloak adds service_account by itself whenever it saves a client that has one.
      field(
        'default',
        ['acr', 'basic', 'email', 'profile', 'roles', 'service_account'],
        'subject, name, address and the roles of the service account',
      ),
      field('optional', [], 'nobody can ask for offline access or more claims through the bridge'),
    ],
  };
}
