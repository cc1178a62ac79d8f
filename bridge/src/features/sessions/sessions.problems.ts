import type { ProblemKind } from '../../http/problem.ts';

export const sessionsProblems = {
  currentSession: {
    slug: 'current-session',
    status: 409,
    title: 'This is the session in use',
    when: 'The session to be ended is the one behind the request.',
    remedy: 'Sign out instead.',
  },
} as const satisfies Record<string, ProblemKind>;
