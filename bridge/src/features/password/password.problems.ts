import type { ProblemKind } from '../../http/problem.ts';

export const passwordProblems = {
  passwordRejected: {
    slug: 'password-rejected',
    status: 422,
    title: 'The new password does not meet the rules',
    when: 'The proof was right, and the new password breaks rules of the realm. Nothing was changed.',
    remedy: 'Choose another one; `broken` names every rule that it breaks.',
    members: { broken: "List of `{id, text}`: Keycloak's id of the rule and its own sentence." },
  },
  passwordNotHere: {
    slug: 'password-not-here',
    status: 409,
    title: 'The password is not kept here',
    when: 'The person has no password in this realm, or a directory keeps it and allows no change.',
    remedy: 'Change it where it is kept.',
    members: { state: 'Why: `missing`, `elsewhere` or `read-only`.' },
  },
  directoryUnavailable: {
    slug: 'directory-unavailable',
    status: 503,
    title: 'The directory that keeps the password does not answer',
    when: 'A directory keeps the password of this person, and did not take the change.',
    remedy:
      'Try again in a moment. The change may have happened all the same: try the new password before the old one.',
  },
} as const satisfies Record<string, ProblemKind>;
