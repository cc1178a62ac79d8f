import type { DesiredField, DesiredObject, FieldValue } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { madeByRealmConfig } from './made-by.ts';

/** The realm itself: lifetimes, brute-force detection and mail, each only as far as the file states it. */
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
    ],
  };
}

type Row = readonly [name: string, value: FieldValue | undefined, key: string];

function stated(rows: readonly Row[]): DesiredField[] {
  return rows.flatMap(([name, value, key]) =>
    value === undefined ? [] : [field(name, value, `the file says ${key}`)],
  );
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
