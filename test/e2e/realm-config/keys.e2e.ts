import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import { resetLink } from '../../support/reset-link.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { testRun } from '../../support/test-run.ts';
import { BRIDGE, DeclaredRealms, OPTIONAL, REQUIRED } from './declared-realm.ts';
import { flowListing } from './flow-listing.ts';
import { makeFurnishedRealm } from './furnished-realm.ts';
import { Key } from '../../support/software-key.ts';
import { addUser, askedAfterPassword } from './people.ts';
import { snapshotOf, withoutKeyhold } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

const KEYS = 'passkeys: { enabled: true }\nsecurity-keys: { enabled: true }\n';
let realms: DeclaredRealms;

beforeAll(async () => {
  realms = await DeclaredRealms.open();
}, 20_000);
afterAll(() => realms[Symbol.asyncDispose](), 60_000);

const securityKey = (): Key => new Key('webauthn', testRun().keycloakUrl);

async function idOf(realm: string, username: string): Promise<string> {
  const [user] = await realms.admin.users.find({ realm, username, exact: true });
  return user?.id ?? '';
}

/** Keycloak's two WebAuthn policies, as a realm or its export says them. */
function policiesOf(part: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part as object).filter(([name]) => name.startsWith('webAuthnPolicy')));
}

function withoutPolicies(snapshot: Snapshot): Snapshot {
  const bare = (part: unknown): unknown =>
    Object.fromEntries(Object.entries(part as object).filter(([name]) => !name.startsWith('webAuthnPolicy')));
  return { ...snapshot, realm: bare(snapshot['realm']), export: bare(snapshot['export']) };
}

const ALL_OF_IT = `passkeys:
  enabled: true
  relying-party-id: localhost
  relying-party-name: Shop
  algorithms: [ES256, Ed25519]
  attestation: direct
  attachment: platform
  discoverable: required
  user-verification: required
  authenticators: [01020304-0506-0708-0102-0A0B0C0D0E0F]
  timeout: 2m
  avoid-same-authenticator: true
  max: 5
security-keys: { user-verification: discouraged, timeout: 30s }
`;

test('both policies are written into an existing realm as declared, and nothing else in it moves', async () => {
  const request = await realms.declare();
  const { realm } = request;
  await makeFurnishedRealm(realms.admin, realm);
  await applyRealmFile(request);
  const before = await snapshotOf(realms.admin, realm);

  await realms.rewrite(request, ALL_OF_IT);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  const after = await snapshotOf(realms.admin, realm);
  expect(policiesOf(after['realm'])).toEqual({
    ...policiesOf(before['realm']),
    webAuthnPolicyPasswordlessPasskeysEnabled: true,
    webAuthnPolicyPasswordlessRpId: 'localhost',
    webAuthnPolicyPasswordlessRpEntityName: 'Shop',
    webAuthnPolicyPasswordlessSignatureAlgorithms: ['ES256', 'Ed25519'],
    webAuthnPolicyPasswordlessAttestationConveyancePreference: 'direct',
    webAuthnPolicyPasswordlessAuthenticatorAttachment: 'platform',
    webAuthnPolicyPasswordlessResidentKey: 'required',
    webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
    webAuthnPolicyPasswordlessAcceptableAaguids: ['01020304-0506-0708-0102-0a0b0c0d0e0f'],
    webAuthnPolicyPasswordlessCreateTimeout: 120,
    webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister: true,
    webAuthnPolicyUserVerificationRequirement: 'discouraged',
    webAuthnPolicyCreateTimeout: 30,
  });
  expect(policiesOf(after['realm'])).toMatchObject({
    webAuthnPolicyRpId: 'somebody.example',
    webAuthnPolicyExtraOrigins: ['https://other.somebody.example'],
  });
  expect(withoutPolicies(withoutKeyhold(after, BRIDGE))).toEqual(withoutPolicies(withoutKeyhold(before, BRIDGE)));
  expect(await realms.admin.realms.findOne({ realm })).toMatchObject({ attributes: { 'keyhold.passkeys.max': '5' } });

  const back = 'passkeys: { enabled: false, attachment: any, authenticators: [], avoid-same-authenticator: false }\n';
  await realms.rewrite(request, back);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(await realms.admin.realms.findOne({ realm })).toMatchObject({
    webAuthnPolicyPasswordlessPasskeysEnabled: false,
    webAuthnPolicyPasswordlessAuthenticatorAttachment: 'not specified',
    webAuthnPolicyPasswordlessAcceptableAaguids: [],
    webAuthnPolicyPasswordlessRpId: 'localhost',
    webAuthnPolicyPasswordlessCreateTimeout: 120,
  });
}, 60_000);

test('a security key is asked for after the password and in a reset, until the file says otherwise', async () => {
  const { smtpPort, keycloakUrl } = testRun();
  const mail = `forgot-password: true\nmail: { host: 127.0.0.1, port: ${smtpPort}, from: keyhold@example.test }\n`;
  const request = await realms.apply(`${OPTIONAL}${mail}${KEYS}`);
  const { realm } = request;
  expect((await planRealmFile(request)).changed).toBe(false);
  const steps = ['    keyhold-totp ALTERNATIVE', '    webauthn-authenticator ALTERNATIVE'];
  const listing = await flowListing(realms.admin, realm, 'keyhold browser');
  const at = listing.indexOf(steps[0] ?? '');
  expect(listing.slice(at, at + 3)).toEqual([...steps, '    keyhold-recovery-code ALTERNATIVE']);
  expect(listing).toContain('    conditional-credential REQUIRED');
  const snapshot = await snapshotOf(realms.admin, realm);
  const { requiredActions } = snapshot['export'] as { requiredActions: { alias: string; enabled: boolean }[] };
  const actions = requiredActions.filter(({ alias, enabled }) => alias.startsWith('webauthn-register') && enabled);
  expect(actions).toHaveLength(2);

  const key = securityKey();
  const user = await addUser(realms.admin, realm, `key-${realm}`, undefined, [key]);
  const signIn = await SignIn.open(realm);
  expect(await signIn.password(user)).toBe('key');
  expect(await signIn.key(new Key('webauthn', keycloakUrl))).not.toBe('signed in');
  const again = await SignIn.open(realm);
  await again.password(user);
  expect(await again.key(key)).toBe('signed in');

  const reset = await SignIn.open(realm);
  await reset.forgot(user.username);
  expect(await reset.follow(await resetLink(user.username))).toBe('key');
  expect(await reset.key(key)).toBe('new password');
  const password = randomBytes(12).toString('base64url');
  expect(await reset.submit({ 'password-new': password, 'password-confirm': password })).toBe('signed in');

  await realms.rewrite(request, `${OPTIONAL}${mail}`);
  expect((await planRealmFile(request)).changed).toBe(false);
  await realms.rewrite(request, `${OPTIONAL}${mail}security-keys: { enabled: false }\n`);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(await askedAfterPassword(realm, { ...user, password })).toBe('signed in');
}, 60_000);

// Threat: a passkey sign-in is asked for a factor the user has not, or lets somebody past the code. Bound: passkey alone, password with code.
test('whom a passkey signed in is asked nothing more, in a realm whose own flow knows nothing of passkeys too', async () => {
  const request = await realms.apply('create: true\n');
  const { realm } = request;
  const { authenticationManagement: flows, ...admin } = realms.admin;
  await flows.copyFlow({ realm, flow: 'browser', newName: 'older' });
  const rows = await flows.getExecutions({ realm, flow: 'older' });
  const condition = rows.find(({ providerId }) => providerId === 'conditional-credential');
  await flows.delExecution({ realm, id: condition?.id ?? '' });
  await admin.realms.update({ realm }, { browserFlow: 'older' });
  await realms.rewrite(request, `${REQUIRED}${KEYS}`);
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);

  const user = await addUser(realms.admin, realm, 'keyed', { secret: randomBytes(10).toString('hex') });
  const id = await idOf(realm, user.username);
  const passkey = new Key('webauthn-passwordless', testRun().keycloakUrl, id);
  await admin.users.update({ realm, id }, { credentials: [passkey.stored] });
  expect(await (await SignIn.open(realm)).key(passkey)).toBe('signed in');
  expect(await askedAfterPassword(realm, user)).toBe('code');

  const alone = await addUser(realms.admin, realm, 'alone');
  const only = new Key('webauthn-passwordless', testRun().keycloakUrl, await idOf(realm, 'alone'));
  await admin.users.update({ realm, id: await idOf(realm, 'alone') }, { credentials: [only.stored] });
  expect(await (await SignIn.open(realm)).key(only)).toBe('signed in');
  expect(await askedAfterPassword(realm, alone)).toBe('set-up');

  await realms.rewrite(request, REQUIRED);
  expect((await planRealmFile(request)).changed).toBe(false);
}, 60_000);

// Threat: one line of a file takes everybody's passkeys away. Bound: plan and apply refuse, and nothing is written.
test('a relying-party id is not changed once somebody has a key of that kind', async () => {
  const request = await realms.apply('create: true\npasskeys: { relying-party-id: localhost }\n');
  const { realm } = request;
  const elsewhere = 'passkeys: { relying-party-id: elsewhere.example }\n';
  await addUser(realms.admin, realm, 'key', undefined, [securityKey()]);
  await realms.rewrite(request, elsewhere);
  expect((await planRealmFile(request)).changed).toBe(true);

  await addUser(realms.admin, realm, 'passkey', undefined, [new Key('webauthn-passwordless', testRun().keycloakUrl)]);
  const refusal = 'The relying-party id of passkeys (localhost, the file says elsewhere.example) stays';
  await expect(planRealmFile(request)).rejects.toThrow(refusal);
  await expect(applyRealmFile(request)).rejects.toThrow(refusal);
  const live = await realms.admin.realms.findOne({ realm });
  expect(live).toMatchObject({ webAuthnPolicyPasswordlessRpId: 'localhost', webAuthnPolicyRpId: '' });

  await realms.rewrite(request, 'security-keys: { relying-party-id: localhost }\n');
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
}, 60_000);
