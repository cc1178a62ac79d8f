import type { ProblemKind } from '../http/problem.ts';

/** What more than one room of factors answers. */
export const factorProblems = {
  codeRefused: {
    slug: 'code-refused',
    status: 422,
    title: 'That code is not right',
    when: 'The code is not one of the new app, or of the new set, at this time.',
    remedy: 'Try again with the code that is shown now. Nothing was changed.',
    members: {
      clockOffBySeconds:
        "How far the app's clock is ahead (behind: less than 0), when the code is right for another time; else null.",
    },
  },
  labelTaken: {
    slug: 'label-taken',
    status: 409,
    title: 'There is one of this name already',
    when: 'Another one of the same kind has this name.',
    remedy: 'Choose another name.',
  },
  lastFactor: {
    slug: 'last-factor',
    status: 409,
    title: 'This is the last second factor',
    when: 'The realm demands a second factor, and this is the last one that its sign-in accepts.',
    remedy: 'Add another one first, or replace this one.',
  },
  enrolmentGone: {
    slug: 'enrolment-gone',
    status: 404,
    title: 'This enrolment is over',
    when: 'The enrolment expired, was confirmed or cancelled, or never was one of this session.',
    remedy: 'Start again; the app that was scanned, or the key that was touched, is of no use.',
  },
  relyingPartyElsewhere: {
    slug: 'relying-party-elsewhere',
    status: 409,
    title: 'Keys cannot be used on this page',
    when: "The host of this page is not within the relying party id of the realm's policy, so no browser would take part.",
    remedy: "Add keys by `POST /api/passkeys/redirects`, at Keycloak's own page.",
  },
  sectionOff: {
    slug: 'section-off',
    status: 409,
    title: 'This is switched off here',
    when: 'The sign-in of this realm makes no use of what the request is about.',
    remedy: 'An administrator can switch it on with `realm-config`.',
  },
} as const satisfies Record<string, ProblemKind>;
