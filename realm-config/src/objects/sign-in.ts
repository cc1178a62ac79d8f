import type { DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import { RESET_FLOW } from '../flows/reset-credentials.ts';
import { BROWSER_FLOW } from '../flows/second-factor.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';

// Whoever reads the mailbox has this long.
const RESET_LINK_SECONDS = 600;

const MARK = 'made-by';
const ours = field(MARK, 'realm-config', 'tells who made it');
const asDeclared = field('differences', [], 'each step is as declared and nothing else is in it');

/** The flows with Keyhold's steps, made beside those of Keycloak. Nobody signs in by them yet. */
export function flowObjects(file: RealmFile): DesiredObject[] {
  const mode = file['second-factor'];
  if (mode === undefined) return [];
  return [
    ...(mode === 'required' ? [setUpAction()] : []),
    {
      key: { kind: 'flow', flow: BROWSER_FLOW },
      reason: 'the flow that the realm signs in by, with authenticator app and recovery codes',
      mark: MARK,
      fields: [ours, field('second-factor', mode, 'the file says second-factor'), asDeclared],
    },
    {
      key: { kind: 'flow', flow: RESET_FLOW },
      reason: 'a forgotten password: mail, then the second factor of a user who has one, then the new password',
      mark: MARK,
      fields: [ours, asDeclared],
    },
  ];
}

// Disabled, it would turn away everybody who has no second factor yet.
function setUpAction(): DesiredObject {
  return {
    key: { kind: 'required action', action: 'CONFIGURE_TOTP' },
    reason: 'a user without second factor sets an authenticator app up while signing in',
    fields: [field('enabled', true, 'second-factor: required needs it')],
  };
}

/** The one write that has the realm sign in by those flows. */
export function signInObject(file: RealmFile): DesiredObject[] {
  if (file['second-factor'] === undefined) return [];
  return [
    {
      key: { kind: 'sign-in', realm: file.realm },
      reason: 'has the realm sign in by the flows above',
      fields: [
        field('browserFlow', BROWSER_FLOW, 'asks for the second factor'),
        field('resetCredentialsFlow', RESET_FLOW, 'a mailbox alone must not open an account with a second factor'),
        field(
          'attributes.actionTokenGeneratedByUserLifespan.reset-credentials',
          String(RESET_LINK_SECONDS),
          'the link in the mail lives 10 minutes',
        ),
      ],
    },
  ];
}
