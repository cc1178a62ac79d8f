import type { DesiredField, DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { KeyDeclaration } from '../schema/keys.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { stated } from './stated.ts';

/** Keycloak's settings for passkeys all begin with this, those for security keys with `SECURITY_KEY_POLICY`. */
export const PASSKEY_POLICY = 'webAuthnPolicyPasswordless';
export const SECURITY_KEY_POLICY = 'webAuthnPolicy';

/** Both WebAuthn policies of the realm, each only as far as the file states it. */
export function keyPolicies(file: RealmFile): DesiredField[] {
  const { passkeys, 'security-keys': securityKeys } = file;
  return [
    ...(passkeys === undefined ? [] : policy(PASSKEY_POLICY, 'passkeys', passkeys)),
    ...stated([[`${PASSKEY_POLICY}PasskeysEnabled`, passkeys?.enabled, 'passkeys.enabled']]),
    ...(securityKeys === undefined ? [] : policy(SECURITY_KEY_POLICY, 'security-keys', securityKeys)),
  ];
}

function policy(prefix: string, key: string, declared: KeyDeclaration): DesiredField[] {
  const { attachment } = declared;
  return stated([
    [`${prefix}RpId`, declared['relying-party-id'], `${key}.relying-party-id`],
    [`${prefix}RpEntityName`, declared['relying-party-name'], `${key}.relying-party-name`],
    [`${prefix}SignatureAlgorithms`, declared.algorithms, `${key}.algorithms`],
    [`${prefix}AttestationConveyancePreference`, declared.attestation, `${key}.attestation`],
    [`${prefix}AuthenticatorAttachment`, attachment === 'any' ? 'not specified' : attachment, `${key}.attachment`],
    [`${prefix}ResidentKey`, declared.discoverable, `${key}.discoverable`],
    [`${prefix}UserVerificationRequirement`, declared['user-verification'], `${key}.user-verification`],
    [`${prefix}AcceptableAaguids`, declared.authenticators, `${key}.authenticators`],
    [`${prefix}CreateTimeout`, declared.timeout, `${key}.timeout`],
    [
      `${prefix}AvoidSameAuthenticatorRegister`,
      declared['avoid-same-authenticator'],
      `${key}.avoid-same-authenticator`,
    ],
  ]);
}

/** Keycloak's own pages that register a key: pages of another relying party lead there, and administrators may demand them. */
export function keyActions({ passkeys, 'security-keys': securityKeys }: RealmFile): DesiredObject[] {
  return [
    ...(passkeys?.enabled === true ? [action('webauthn-register-passwordless', 'passkeys')] : []),
    ...(securityKeys?.enabled === true ? [action('webauthn-register', 'security-keys')] : []),
  ];
}

function action(name: string, key: string): DesiredObject {
  return {
    key: { kind: 'required action', action: name },
    reason: "registers a key at Keycloak's own page, where this page cannot or an administrator demands it",
    fields: [field('enabled', true, `${key}.enabled needs it`)],
  };
}
