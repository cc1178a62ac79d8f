/** Authenticator app, counted and locked by Keyhold; asks for the same stored codes as Keycloak's own form. */
export const TOTP = 'keyhold-totp';

/** One of Keyhold's recovery codes. */
export const RECOVERY_CODE = 'keyhold-recovery-code';

/** The new password at the end of a reset, after which the user is signed out everywhere. */
export const NEW_PASSWORD = 'keyhold-reset-password';

/** The PIN, for an application that asks for it; never a second factor. */
export const PIN = 'keyhold-pin';

/** True when the application asks for the PIN. */
export const PIN_REQUESTED = 'keyhold-pin-requested';

/** The steps of `second-factor` that only the Keyhold JAR brings. */
export const KEYHOLD_AUTHENTICATORS: readonly string[] = [TOTP, RECOVERY_CODE, NEW_PASSWORD];

/** Those of them that ask for a second factor. */
export const KEYHOLD_SECOND_FACTORS: readonly string[] = [TOTP, RECOVERY_CODE];

/** Keycloak's own form for the codes of an authenticator app. */
export const STOCK_TOTP = 'auth-otp-form';

/** Keycloak's own step for security keys. */
export const SECURITY_KEY = 'webauthn-authenticator';

/** Keycloak's own steps that take a passkey where passkeys are switched on. */
export const PASSKEY_STEPS: readonly string[] = [
  'auth-username-password-form',
  'auth-username-form',
  'webauthn-authenticator-passwordless',
];

/** By these a sub-flow is known to ask for a second factor. */
export const SECOND_FACTORS: readonly string[] = [
  STOCK_TOTP,
  SECURITY_KEY,
  'auth-recovery-authn-code-form',
  ...KEYHOLD_SECOND_FACTORS,
];

/** True when the user has set up what the sub-flow asks for. */
export const USER_CONFIGURED = 'conditional-user-configured';

/** True when the sign-in used, or did not use, credentials of some types. */
export const CREDENTIAL_USED = 'conditional-credential';

/** The type under which Keycloak stores passkeys. */
export const PASSKEY_TYPE = 'webauthn-passwordless';

/** True when another sub-flow was, or was not, gone through before. */
export const SUB_FLOW_EXECUTED = 'conditional-sub-flow-executed';

/** Sets up a new authenticator app on the word of a mailbox alone. */
export const STOCK_RESET_TOTP = 'reset-otp';

/** Conditions decide about their sub-flow and ask the user nothing. */
export const isCondition = (provider: string): boolean => provider.startsWith('conditional-');
