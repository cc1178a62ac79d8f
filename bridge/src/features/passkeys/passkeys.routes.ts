import { challenge } from '../../factors/assertion.schema.ts';
import { factorProblems } from '../../factors/factors.problems.ts';
import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { passkeysProblems } from './passkeys.problems.ts';
import {
  confirmation,
  enrolled,
  enrolment,
  enrolmentStart,
  passkeyItem,
  passkeyParams,
  redirect,
  redirectStart,
  rename,
  testConfirmation,
  testStart,
} from './passkeys.schema.ts';
import type { PasskeysService } from './passkeys.service.ts';

const room = 'passkeys';

const whatAStartRefuses = [
  problems.stepUpRequired,
  problems.impersonated,
  passkeysProblems.passkeysOff,
  passkeysProblems.passkeysFull,
];

export const passkeysRoutes = {
  startPasskeyEnrolment: defineRoute({
    method: 'post',
    path: '/passkeys/enrolments',
    room,
    operationId: 'startPasskeyEnrolment',
    summary: 'Begins to add a passkey or a security key',
    description:
      "Needs a proof for `passkeys.enrol` with the kind as its target. The options are the realm's policy; there are 5 minutes for one answer. A browser that can make a passkey without a prompt is let where the policy wants no attestation.",
    caller: 'signed-in',
    changes: true,
    body: enrolmentStart,
    answer: enrolment,
    problems: [...whatAStartRefuses, factorProblems.relyingPartyElsewhere],
  }),
  confirmPasskeyEnrolment: defineRoute({
    method: 'post',
    path: '/passkeys/enrolments/{id}/confirmation',
    room,
    operationId: 'confirmPasskeyEnrolment',
    summary: 'Adds the key that the browser registered',
    description:
      'A registration that is refused ends the enrolment. A person without recovery codes gets a first set with the first second factor.',
    caller: 'signed-in',
    changes: true,
    params: passkeyParams,
    body: confirmation,
    // An attestation brings certificates along.
    bodyLimit: 96 * 1024,
    answer: enrolled,
    problems: [
      problems.impersonated,
      problems.conflict,
      factorProblems.enrolmentGone,
      factorProblems.labelTaken,
      passkeysProblems.passkeysOff,
      passkeysProblems.passkeysFull,
      passkeysProblems.alreadyRegistered,
      passkeysProblems.registrationRefused,
    ],
  }),
  cancelPasskeyEnrolment: defineRoute({
    method: 'delete',
    path: '/passkeys/enrolments/{id}',
    room,
    operationId: 'cancelPasskeyEnrolment',
    summary: 'Gives up adding a key',
    description: 'Harmless when it is over already.',
    caller: 'signed-in',
    changes: true,
    params: passkeyParams,
    problems: [],
  }),
  startPasskeyRedirect: defineRoute({
    method: 'post',
    path: '/passkeys/redirects',
    room,
    operationId: 'startPasskeyRedirect',
    summary: "Adds a key at Keycloak's own page",
    description:
      'For realms whose relying party is not that of this page. Needs a proof for `passkeys.enrol` with the kind as its target, and uses it up; the browser goes to `location` and comes back to `/passkeys`, or for a security key to `/totp`, with `?outcome=added`, `cancelled` or `failed`.',
    caller: 'signed-in',
    changes: true,
    body: redirectStart,
    answer: redirect,
    problems: whatAStartRefuses,
  }),
  startPasskeyTest: defineRoute({
    method: 'post',
    path: '/passkeys/tests',
    room,
    operationId: 'startPasskeyTest',
    summary: 'Begins to test a key',
    description: 'Needs no proof, and gives none.',
    caller: 'signed-in',
    changes: true,
    body: testStart,
    answer: challenge,
    problems: [problems.impersonated, problems.notFound, factorProblems.relyingPartyElsewhere],
  }),
  confirmPasskeyTest: defineRoute({
    method: 'post',
    path: '/passkeys/tests/{id}/confirmation',
    room,
    operationId: 'confirmPasskeyTest',
    summary: 'Tests a key by its answer',
    description: 'Moves nothing but the time of its last use.',
    caller: 'signed-in',
    changes: true,
    params: passkeyParams,
    body: testConfirmation,
    answer: passkeyItem,
    problems: [problems.impersonated, passkeysProblems.challengeGone, passkeysProblems.assertionRefused],
  }),
  renamePasskey: defineRoute({
    method: 'put',
    path: '/passkeys/{id}',
    room,
    operationId: 'renamePasskey',
    summary: 'Renames a passkey or a security key',
    caller: 'signed-in',
    changes: true,
    params: passkeyParams,
    body: rename,
    answer: passkeyItem,
    problems: [problems.impersonated, problems.notFound, factorProblems.labelTaken],
  }),
  removePasskey: defineRoute({
    method: 'delete',
    path: '/passkeys/{id}',
    room,
    operationId: 'removePasskey',
    summary: 'Removes a passkey or a security key',
    description: 'Needs a proof for `passkeys.remove` with the key as its target.',
    caller: 'signed-in',
    changes: true,
    params: passkeyParams,
    problems: [
      problems.stepUpRequired,
      problems.impersonated,
      problems.notFound,
      factorProblems.lastFactor,
      passkeysProblems.lastSignIn,
    ],
  }),
};

export const passkeysHandlers = (passkeys: PasskeysService): HandlersOf<typeof passkeysRoutes> => ({
  startPasskeyEnrolment: ({ caller, body }) => passkeys.start(caller, body),
  confirmPasskeyEnrolment: ({ caller, params, body }) => passkeys.confirm(caller, params.id, body),
  cancelPasskeyEnrolment: ({ caller, params }) => passkeys.cancel(caller, params.id),
  startPasskeyRedirect: ({ caller, body }) => passkeys.redirect(caller, body.kind),
  startPasskeyTest: ({ caller, body }) => passkeys.startTest(caller, body.credential),
  confirmPasskeyTest: ({ caller, params, body }) => passkeys.confirmTest(caller, params.id, body.response),
  renamePasskey: ({ caller, params, body }) => passkeys.rename(caller, params.id, body.label),
  removePasskey: ({ caller, params }) => passkeys.remove(caller, params.id),
});
