import type { DesiredField, DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { keyPolicies } from './keys.ts';
import { madeByRealmConfig } from './made-by.ts';
import { stated } from './stated.ts';

/** The theme of Keycloak's own account page that leads to Keyhold's. */
export const ACCOUNT_THEME = 'keyhold';

/** The realm itself: lifetimes, locks, mail, languages, passwords, codes and keys, each only as far as the file states it. */
export function realmSettings(file: RealmFile): DesiredObject {
  return {
    key: { kind: 'realm', realm: file.realm },
    reason: 'the realm that Keyhold looks after',
    fields: [
      field('enabled', true, 'a new realm is open', { onlyAtCreation: true }),
      madeByRealmConfig({ onlyAtCreation: true }),
      ...stated([['displayName', file['display-name'], 'display-name']]),
      ...lifetimes(file.lifetimes),
      ...bruteForce(file['brute-force']),
      ...mail(file.mail),
      ...languages(file.languages),
      ...codes(file.otp),
      ...keyPolicies(file),
      ...passwords(file),
      ...accountPage(file['account-page']),
    ],
  };
}

function lifetimes(spans: RealmFile['lifetimes']): DesiredField[] {
  const offlineMax = spans['offline-session-max'];
  return stated([
    ['accessTokenLifespan', spans['access-token'], 'lifetimes.access-token'],
    ['ssoSessionIdleTimeout', spans['session-idle'], 'lifetimes.session-idle'],
    ['ssoSessionMaxLifespan', spans['session-max'], 'lifetimes.session-max'],
    ['offlineSessionIdleTimeout', spans['offline-session-idle'], 'lifetimes.offline-session-idle'],
    [
      'offlineSessionMaxLifespanEnabled',
      offlineMax === undefined ? undefined : offlineMax !== 'unlimited',
      'lifetimes.offline-session-max',
    ],
    ['offlineSessionMaxLifespan', offlineMax === 'unlimited' ? undefined : offlineMax, 'lifetimes.offline-session-max'],
    ['accessCodeLifespanLogin', spans['sign-in'], 'lifetimes.sign-in'],
  ]);
}

function bruteForce(limits: RealmFile['brute-force']): DesiredField[] {
  if (limits === undefined) return [];
  return stated([
    ['bruteForceProtected', true, 'brute-force'],
    ['failureFactor', limits.failures, 'brute-force.failures'],
    ['waitIncrementSeconds', limits.wait, 'brute-force.wait'],
    ['maxFailureWaitSeconds', limits['max-wait'], 'brute-force.max-wait'],
    ['maxDeltaTimeSeconds', limits['reset-after'], 'brute-force.reset-after'],
    ['permanentLockout', limits.permanent, 'brute-force.permanent'],
  ]);
}

function mail(server: RealmFile['mail']): DesiredField[] {
  if (server === undefined) return [];
  return stated([
    ['smtpServer.host', server.host, 'mail.host'],
    ['smtpServer.port', String(server.port), 'mail.port'],
    ['smtpServer.from', server.from, 'mail.from'],
    ['smtpServer.fromDisplayName', server['from-name'], 'mail.from-name'],
  ]);
}

function languages(supported: RealmFile['languages']): DesiredField[] {
  if (supported === undefined) return [];
  return stated([
    ['internationalizationEnabled', true, 'languages'],
    ['supportedLocales', supported, 'languages'],
    ['defaultLocale', supported[0], 'languages, the first of them'],
  ]);
}

function codes(policy: RealmFile['otp']): DesiredField[] {
  if (policy === undefined) return [];
  const { algorithm } = policy;
  return stated([
    ['otpPolicyType', 'totp', 'otp'],
    ['otpPolicyDigits', policy.digits, 'otp.digits'],
    ['otpPolicyPeriod', policy.period, 'otp.period'],
    ['otpPolicyAlgorithm', algorithm === undefined ? undefined : `Hmac${algorithm}`, 'otp.algorithm'],
    ['otpPolicyLookAheadWindow', policy['look-around'], 'otp.look-around'],
  ]);
}

function passwords(file: RealmFile): DesiredField[] {
  return stated([
    ['passwordPolicy', file['password-policy'], 'password-policy'],
    ['resetPasswordAllowed', file['forgot-password'], 'forgot-password'],
  ]);
}

function accountPage(page: RealmFile['account-page']): DesiredField[] {
  // Without a theme of its own the realm shows Keycloak's.
  const theme = page === undefined ? undefined : page === 'keyhold' ? ACCOUNT_THEME : '';
  return stated([['accountTheme', theme, 'account-page']]);
}
