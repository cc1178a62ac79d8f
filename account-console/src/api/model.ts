import type { paths } from './openapi.d.ts';

type Body<Path extends '/api/config' | '/api/overview'> =
  paths[Path]['get']['responses'][200]['content']['application/json'];

export type { paths };
export type Config = Body<'/api/config'>;
export type Overview = Body<'/api/overview'>;
export type Session = Overview['sessions']['items'][number];

export type PasswordState = Overview['password'];
export type PasswordRule =
  paths['/api/password/rules']['get']['responses'][200]['content']['application/json']['items'][number];
export type TotpState = Overview['totp'];
export type AuthenticatorApp = TotpState['items'][number];
/** An authenticator app on its way in. */
export type TotpEnrolment = paths['/api/totp/enrolments']['post']['responses'][200]['content']['application/json'];
/** What the user has once a code of it was verified. */
export type TotpEnrolled =
  paths['/api/totp/enrolments/{id}/confirmation']['post']['responses'][200]['content']['application/json'];
export type PinState = Overview['pin'];
/** What a new PIN must not be. */
export type PinRules = paths['/api/pin/rules']['get']['responses'][200]['content']['application/json'];
export type RecoveryCodesState = Overview['recoveryCodes'];
/** What there is of one kind of keys. */
export type KeysState = Overview['passkeys']['passkeys'];
/** A passkey or a security key. */
export type Key = KeysState['items'][number];
export type KeyKind = 'passkey' | 'security-key';
/** What a proof can be for. */
export type Operation =
  paths['/api/reauthentication']['post']['requestBody']['content']['application/json']['operation'];
