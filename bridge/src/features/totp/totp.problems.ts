import type { ProblemKind } from '../../http/problem.ts';

export const totpProblems = {
  totpUnsupported: {
    slug: 'totp-unsupported',
    status: 409,
    title: 'Authenticator apps cannot be added here',
    when: "The realm's policy for codes is one that is not offered here, or its sign-in asks for none.",
    remedy: 'An administrator chooses time-based codes, and a sign-in that asks for them.',
    members: { reason: 'What stands in the way, as in the overview.' },
  },
} as const satisfies Record<string, ProblemKind>;
