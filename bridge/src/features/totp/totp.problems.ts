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
  enrolmentGone: {
    slug: 'enrolment-gone',
    status: 404,
    title: 'This enrolment is over',
    when: 'The enrolment expired after 10 minutes, was confirmed or cancelled, or never was one of this session.',
    remedy: 'Start again; the app that was scanned is of no use.',
  },
} as const satisfies Record<string, ProblemKind>;
