import type KcAdminClient from '@keycloak/keycloak-admin-client';

/** A realm as an organisation may have it before Keyhold comes: nothing in it is at its default. */
export async function makeFurnishedRealm(admin: KcAdminClient, realm: string): Promise<void> {
  await admin.realms.create({
    realm,
    enabled: true,
    displayName: 'Somebody’s realm',
    accessTokenLifespan: 123,
    ssoSessionIdleTimeout: 777,
    rememberMe: true,
    loginTheme: 'keycloak',
    internationalizationEnabled: true,
    supportedLocales: ['en', 'de'],
    defaultLocale: 'de',
    eventsEnabled: true,
    enabledEventTypes: ['LOGIN', 'LOGOUT'],
    adminEventsEnabled: false,
    passwordPolicy: 'length(9) and notUsername',
    otpPolicyDigits: 8,
    webAuthnPolicyRpEntityName: 'Somebody',
    webAuthnPolicyRpId: 'somebody.example',
    webAuthnPolicyExtraOrigins: ['https://other.somebody.example'],
    smtpServer: { host: 'mail.somebody.example', from: 'a@somebody.example', auth: 'true', user: 'u', password: 'p' },
    browserSecurityHeaders: { xFrameOptions: 'DENY', contentSecurityPolicy: "frame-ancestors 'none';" },
    attributes: { 'somebody.setting': 'kept', userProfileEnabled: 'true' },
  } as Parameters<KcAdminClient['realms']['create']>[0]);
  await admin.authenticationManagement.copyFlow({ realm, flow: 'browser', newName: 'somebody browser' });
  await admin.realms.update({ realm }, { browserFlow: 'somebody browser' });
  await addClients(admin, realm);
  await addPeople(admin, realm);
  await admin.identityProviders.create({
    realm,
    alias: 'partner',
    providerId: 'oidc',
    config: {
      clientId: 'x',
      clientSecret: 'idp-secret',
      authorizationUrl: 'https://idp.example/a',
      tokenUrl: 'https://idp.example/t',
    },
  });
}

async function addClients(admin: KcAdminClient, realm: string): Promise<void> {
  await admin.clientScopes.create({ realm, name: 'somebody-scope', protocol: 'openid-connect' });
  const { id } = await admin.clients.create({
    realm,
    clientId: 'shop',
    secret: 'shop-secret-of-somebody',
    serviceAccountsEnabled: true,
    redirectUris: ['https://shop.example/*'],
    attributes: { 'access.token.lifespan': '99' },
    protocolMappers: [
      {
        name: 'hard',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-hardcoded-claim-mapper',
        config: { 'claim.name': 'c', 'claim.value': 'v', 'access.token.claim': 'true' },
      },
    ],
  });
  await admin.clients.createRole({ realm, id, name: 'buyer' });
}

async function addPeople(admin: KcAdminClient, realm: string): Promise<void> {
  await admin.roles.create({ realm, name: 'staff', attributes: { level: ['3'] } });
  const { id: group } = await admin.groups.create({ realm, name: 'office', attributes: { floor: ['2'] } });
  const staff = await admin.roles.findOneByName({ realm, name: 'staff' });
  await admin.groups.addRealmRoleMappings({ realm, id: group, roles: [{ id: staff?.id ?? '', name: 'staff' }] });
  await admin.users.create({
    realm,
    username: 'eve',
    enabled: true,
    email: 'eve@somebody.example',
    groups: ['office'],
    requiredActions: ['VERIFY_EMAIL'],
    credentials: [{ type: 'password', value: 'eve-password-1', temporary: false }],
  });
}
