import type { ProblemKind } from '../../http/problem.ts';

export const pinProblems = {
  sectionReadOnly: {
    slug: 'section-read-only',
    status: 409,
    title: 'This cannot be changed here',
    when: 'The realm shows what the request is about, and lets nobody change it.',
    remedy: 'An administrator can allow it with `realm-config`.',
  },
  pinRejected: {
    slug: 'pin-rejected',
    status: 422,
    title: 'This PIN cannot be used',
    when: 'The new PIN breaks rules. Nothing was changed, no proof was spent, and the old PIN was not asked.',
    remedy: 'Choose another one; `broken` names every rule that it breaks.',
    members: {
      broken:
        'List of `digits`, `length`, `repeat`, `run`, `mirrored-run`, `date`, `birthday`, `keypad`, `common` and `same`, in this order; the first two come alone.',
    },
  },
  pinDisabled: {
    slug: 'pin-disabled',
    status: 409,
    title: 'This PIN is disabled',
    when: 'The PIN was wrong 100 times in a row.',
    remedy: 'Set a new one by `PUT /api/pin`.',
  },
  pinUnavailable: {
    slug: 'pin-unavailable',
    status: 503,
    title: 'PINs do not work at this moment',
    when: 'Keycloak lacks the key that PINs are checked with. Nothing was checked or counted.',
    remedy: "Whoever runs Keycloak sets the plugin's option for it; `doctor` names what is missing.",
  },
} as const satisfies Record<string, ProblemKind>;
