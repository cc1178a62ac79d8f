import type { ProblemKind } from '../../http/problem.ts';

export const sessionsProblems = {
  currentSession: {
    slug: 'current-session',
    status: 409,
    title: 'This is the session in use',
    when: 'The session to be ended is the one behind the request.',
    remedy: 'Sign out instead.',
  },
  endingUnconfirmed: {
    slug: 'ending-unconfirmed',
    status: 504,
    title: 'It is not certain yet whether the session has ended',
    when: 'Keycloak had not finished within 15 s, mostly since applications do not answer their logout URL. It goes on by itself.',
    remedy: 'Look at the list again in a moment; ending once more is harmless.',
  },
} as const satisfies Record<string, ProblemKind>;
