import { expect, test } from '@jest/globals';
import type { DesiredObject } from '../engine/desired.ts';
import { parseRealmText } from '../schema/read-realm-file.ts';
import { realmObjects } from './realm-objects.ts';

const declare = (extra = '', more = ''): DesiredObject[] =>
  realmObjects(
    parseRealmText(
      `realm: shop\npage-url: https://a.example/security\nbridge: { client-id: b, client-secret: "\${S}"${extra} }\n${more}`,
      { S: 'sixteen characters' },
    ),
  );
const fieldsOf = (kind: string, objects = declare()): Record<string, unknown> =>
  Object.fromEntries(
    objects.filter(({ key }) => key.kind === kind).flatMap(({ fields }) => fields.map((f) => [f.name, f.value])),
  );

test('redirects go to exactly two addresses below the page, the back channel to the internal one', () => {
  expect(fieldsOf('client')).toMatchObject({
    redirectUris: ['https://a.example/security/auth/callback'],
    'attributes.post.logout.redirect.uris': 'https://a.example/security/signed-out',
    'attributes.backchannel.logout.url': 'https://a.example/security/auth/backchannel-logout',
    webOrigins: [],
  });
  expect(fieldsOf('client', declare(', internal-url: "http://bridge:3000/"'))).toMatchObject({
    redirectUris: ['https://a.example/security/auth/callback'],
    'attributes.backchannel.logout.url': 'http://bridge:3000/auth/backchannel-logout',
  });
});

// Threat: a stolen client secret. Bound: it may read users and prove itself, in token and in model.
test('the service account has two roles, in its tokens and in itself', () => {
  const two = { roles: ['keyhold/sync', 'realm-management/view-users'] };
  expect(fieldsOf('scope mappings')).toEqual(two);
  expect(fieldsOf('service account roles')).toEqual(two);
  expect(fieldsOf('client')).toMatchObject({ fullScopeAllowed: false });
});

test('Keyhold is switched on by the very last field that is written', () => {
  const last = declare().at(-1)?.fields.at(-1);
  expect([last?.name, last?.value]).toEqual(['attributes.keyhold.enabled', 'true']);
});

// Threat: an apply that is stopped leaves people in front of a flow that is not complete. Bound: binding is one write, the last.
test('the flows come before everything that needs them, and are bound by one object at the very end', () => {
  const objects = declare('', 'second-factor: required');
  expect(objects.map(({ key }) => key.kind).slice(-5)).toEqual([
    'required action',
    'flow',
    'flow',
    'realm attributes',
    'sign-in',
  ]);
  expect(objects.at(-1)?.fields.map(({ name, value }) => [name, value])).toEqual([
    ['browserFlow', 'keyhold browser'],
    ['resetCredentialsFlow', 'keyhold reset credentials'],
    ['attributes.actionTokenGeneratedByUserLifespan.reset-credentials', '600'],
  ]);
  expect(fieldsOf('realm attributes', objects)).toMatchObject({ 'attributes.keyhold.second-factor': 'required' });
});

test('policies, languages and the account page are settings of the realm', () => {
  const more = `otp: { digits: 8, period: 60s, algorithm: SHA256, look-around: 0 }
password-policy: { length: 12, not-username: true, regex: '^[^ ]+$' }
languages: [de, en]
forgot-password: true
account-page: keyhold
reauthentication: password
`;
  expect(fieldsOf('realm', declare('', more))).toMatchObject({
    otpPolicyType: 'totp',
    otpPolicyDigits: 8,
    otpPolicyPeriod: 60,
    otpPolicyAlgorithm: 'HmacSHA256',
    otpPolicyLookAheadWindow: 0,
    passwordPolicy: ['length(12)', 'notUsername', 'regexPattern(^[^ ]+$)'],
    internationalizationEnabled: true,
    supportedLocales: ['de', 'en'],
    defaultLocale: 'de',
    resetPasswordAllowed: true,
    accountTheme: 'keyhold',
  });
  expect(fieldsOf('realm', declare('', 'account-page: stock'))).toMatchObject({ accountTheme: '' });
  const attributes = fieldsOf('realm attributes', declare('', more));
  expect(attributes).toMatchObject({ 'attributes.keyhold.reauthentication': 'password' });
  expect(attributes).not.toHaveProperty('attributes.keyhold.second-factor');
});

test('passkeys and security keys are two policies of the realm, a limit, and the actions that register them', () => {
  const more = `second-factor: optional
passkeys:
  enabled: true
  relying-party-id: a.example
  relying-party-name: Shop
  algorithms: [ES256, Ed25519]
  attestation: direct
  attachment: any
  discoverable: required
  user-verification: required
  authenticators: [01020304-0506-0708-0102-0A0B0C0D0E0F]
  timeout: 2m
  avoid-same-authenticator: true
  max: 5
security-keys: { enabled: true, attachment: cross-platform, authenticators: [] }
`;
  const objects = declare('', more);
  const { enabled: _, ...realm } = fieldsOf('realm', objects);
  expect(realm).toEqual({
    'attributes.keyhold.made-by': 'realm-config',
    webAuthnPolicyPasswordlessPasskeysEnabled: true,
    webAuthnPolicyPasswordlessRpId: 'a.example',
    webAuthnPolicyPasswordlessRpEntityName: 'Shop',
    webAuthnPolicyPasswordlessSignatureAlgorithms: ['ES256', 'Ed25519'],
    webAuthnPolicyPasswordlessAttestationConveyancePreference: 'direct',
    webAuthnPolicyPasswordlessAuthenticatorAttachment: 'not specified',
    webAuthnPolicyPasswordlessResidentKey: 'required',
    webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
    webAuthnPolicyPasswordlessAcceptableAaguids: ['01020304-0506-0708-0102-0a0b0c0d0e0f'],
    webAuthnPolicyPasswordlessCreateTimeout: 120,
    webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister: true,
    webAuthnPolicyAuthenticatorAttachment: 'cross-platform',
    webAuthnPolicyAcceptableAaguids: [],
  });
  expect(fieldsOf('realm attributes', objects)).toMatchObject({ 'attributes.keyhold.passkeys.max': '5' });
  const actions = objects.flatMap(({ key }) => (key.kind === 'required action' ? [key.action] : []));
  expect(actions).toEqual(['webauthn-register-passwordless', 'webauthn-register']);
});

test('the PIN is four attributes that the plugin reads', () => {
  const more = 'pin: { mode: on, min-digits: 4, hold-hours: 0, missing: set-up }';
  const objects = declare('', more);
  expect(fieldsOf('realm attributes', objects)).toMatchObject({
    'attributes.keyhold.pin': 'on',
    'attributes.keyhold.pin.min-digits': '4',
    'attributes.keyhold.pin.hold-hours': '0',
    'attributes.keyhold.pin.missing': 'set-up',
  });
  expect(objects.map(({ key }) => key.kind)).toEqual(declare().map(({ key }) => key.kind));
  expect(fieldsOf('realm attributes', declare('', 'pin: { mode: read-only }'))).not.toHaveProperty(
    'attributes.keyhold.pin.min-digits',
  );
});

// Threat: while the name is there and its step is not, every sign-in counts as one with the PIN. Bound: it comes last and goes first.
test('the name by which applications ask for the PIN comes after all else, and goes before anything', () => {
  const on = declare('', 'second-factor: optional\npin: { step-up: true }');
  expect(on.map(({ key }) => key.kind).slice(-2)).toEqual(['sign-in', 'acr map']);
  expect(fieldsOf('acr map', on)).toEqual({ 'keyhold-pin': '-1' });
  expect(on.flatMap(({ key }) => (key.kind === 'required action' ? [key.action] : []))).toEqual(['keyhold-set-up-pin']);
  const off = declare('', 'second-factor: optional\npin: { step-up: false }');
  expect(off.map(({ key }) => key.kind).slice(0, 2)).toEqual(['realm', 'acr map']);
  expect(fieldsOf('acr map', off)).toEqual({ 'keyhold-pin': '' });
  expect(declare('', 'second-factor: optional\npin: { mode: on }').some(({ key }) => key.kind === 'acr map')).toBe(
    false,
  );
});

test('settings that the file does not state are nobody’s business', () => {
  expect(Object.keys(fieldsOf('realm'))).toEqual(['enabled', 'attributes.keyhold.made-by']);
  expect(declare()[0]?.fields.every((f) => f.onlyAtCreation)).toBe(true);
});

test('every secret is marked as one', () => {
  const secrets = declare().flatMap(({ fields }) => fields.filter((f) => f.value === 'sixteen characters'));
  expect(secrets.map(({ name, secret }) => [name, secret])).toEqual([['secret', true]]);
});
