import type { ProblemKind } from '../../http/problem.ts';

export const reauthenticationProblems = {
  proofRefused: {
    slug: 'proof-refused',
    status: 403,
    title: 'That did not match',
    when: 'The proof was checked and is wrong.',
    remedy: 'Try again with the right one; `triesLeft` says how often before it is locked until `retryAt`.',
    members: {
      field: 'The field of the request that did not match.',
      triesLeft: 'Tries left before the lock; 0 when this one set it. Means nothing for a key, which no lock counts.',
      retryAt:
        'Only with the lock: time (RFC 3339) from which a try is evaluated again (the header `Retry-After` says it in seconds). Null when only an administrator can lift the lock.',
    },
  },
  noProvableFactor: {
    slug: 'no-provable-factor',
    status: 409,
    title: 'Nothing here can prove it is you',
    when: 'The account has neither a password of its own nor a passkey that works here, for example because it comes from another provider.',
    remedy: 'Use the account page of Keycloak at `accountUrl`.',
    members: { accountUrl: "Keycloak's own account page." },
  },
} as const satisfies Record<string, ProblemKind>;
