import type { ProblemKind } from '../../http/problem.ts';

export const passkeysProblems = {
  passkeysOff: {
    slug: 'passkeys-off',
    status: 409,
    title: 'No key of this kind can be added here',
    when: 'The sign-in of this realm takes no keys of this kind.',
    remedy: 'An administrator can switch it on with `realm-config`.',
    members: { kind: 'Which: `passkey` or `security-key`.' },
  },
  passkeysFull: {
    slug: 'passkeys-full',
    status: 409,
    title: 'No more keys can be added',
    when: 'The person has as many passkeys and security keys as the realm allows.',
    remedy: 'Remove one that is not in use any longer.',
    members: { max: 'How many there may be, both kinds together.' },
  },
  alreadyRegistered: {
    slug: 'already-registered',
    status: 409,
    title: 'This one is here already',
    when: 'The authenticator, or the credential that it made, is registered already.',
    remedy: 'Use it, or take another one.',
  },
  registrationRefused: {
    slug: 'registration-refused',
    status: 422,
    title: 'This registration cannot be taken',
    when: 'What the browser sent does not fit the challenge, this page, or the policy of the realm.',
    remedy: 'Start again, where `reason` is the model or its abilities with another key.',
    members: {
      reason:
        'What does not fit: `algorithm`, `relying-party`, `origin`, `challenge`, `type`, `user-verification`, `user-presence`, `attestation`, `authenticator`, `malformed` or `not-discoverable`.',
    },
  },
  assertionRefused: {
    slug: 'assertion-refused',
    status: 422,
    title: 'This key did not pass the test',
    when: "Keycloak's own check of the signed answer failed.",
    remedy: 'Test it again; if it stays, remove the key and add it anew.',
    members: {
      reason:
        'What failed: `unknown-key`, `challenge`, `origin`, `relying-party`, `signature`, `user-verification`, `counter` or `malformed`.',
    },
  },
  challengeGone: {
    slug: 'challenge-gone',
    status: 404,
    title: 'This challenge is over',
    when: 'It expired after 5 minutes, was answered, or never was one of this session.',
    remedy: 'Start again.',
  },
  lastSignIn: {
    slug: 'last-sign-in',
    status: 409,
    title: 'This is the only way to sign in',
    when: 'The person has no password and no other passkey.',
    remedy: 'Add another passkey first.',
  },
} as const satisfies Record<string, ProblemKind>;
