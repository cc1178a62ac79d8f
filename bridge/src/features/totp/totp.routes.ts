import { factorProblems } from '../../factors/factors.problems.ts';
import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { totpProblems } from './totp.problems.ts';
import { confirmation, enrolled, enrolment, enrolmentStart, rename, totpItem, totpParams } from './totp.schema.ts';
import type { TotpService } from './totp.service.ts';

const room = 'totp';

export const totpRoutes = {
  startTotpEnrolment: defineRoute({
    method: 'post',
    path: '/totp/enrolments',
    room,
    operationId: 'startTotpEnrolment',
    summary: 'Begins to add an authenticator app',
    description:
      'Needs a proof for `totp.enrol`, with the app to be replaced as its target. Nothing changes until a code was verified, for which there are 10 minutes.',
    caller: 'signed-in',
    changes: true,
    body: enrolmentStart,
    answer: enrolment,
    problems: [problems.stepUpRequired, problems.impersonated, problems.notFound, totpProblems.totpUnsupported],
  }),
  confirmTotpEnrolment: defineRoute({
    method: 'post',
    path: '/totp/enrolments/{id}/confirmation',
    room,
    operationId: 'confirmTotpEnrolment',
    summary: 'Adds the authenticator app, with a code of it',
    description: 'An app that is replaced works until here. A person without recovery codes gets a first set.',
    caller: 'signed-in',
    changes: true,
    params: totpParams,
    body: confirmation,
    answer: enrolled,
    problems: [
      problems.impersonated,
      problems.conflict,
      problems.notFound,
      factorProblems.enrolmentGone,
      totpProblems.totpUnsupported,
      factorProblems.codeRefused,
      factorProblems.labelTaken,
    ],
  }),
  cancelTotpEnrolment: defineRoute({
    method: 'delete',
    path: '/totp/enrolments/{id}',
    room,
    operationId: 'cancelTotpEnrolment',
    summary: 'Gives up adding an authenticator app',
    description: 'Harmless when it is over already.',
    caller: 'signed-in',
    changes: true,
    params: totpParams,
    problems: [],
  }),
  renameTotp: defineRoute({
    method: 'put',
    path: '/totp/{id}',
    room,
    operationId: 'renameTotp',
    summary: 'Renames an authenticator app',
    caller: 'signed-in',
    changes: true,
    params: totpParams,
    body: rename,
    answer: totpItem,
    problems: [problems.impersonated, problems.notFound, factorProblems.labelTaken],
  }),
  removeTotp: defineRoute({
    method: 'delete',
    path: '/totp/{id}',
    room,
    operationId: 'removeTotp',
    summary: 'Removes an authenticator app',
    description: 'Needs a proof for `totp.remove` with the app as its target.',
    caller: 'signed-in',
    changes: true,
    params: totpParams,
    problems: [problems.stepUpRequired, problems.impersonated, problems.notFound, factorProblems.lastFactor],
  }),
};

export const totpHandlers = (totp: TotpService): HandlersOf<typeof totpRoutes> => ({
  startTotpEnrolment: ({ caller, body }) => totp.start(caller, body.replaces),
  confirmTotpEnrolment: ({ caller, params, body }) => totp.confirm(caller, params.id, body),
  cancelTotpEnrolment: ({ caller, params }) => totp.cancel(caller, params.id),
  renameTotp: ({ caller, params, body }) => totp.rename(caller, params.id, body.label),
  removeTotp: ({ caller, params }) => totp.remove(caller, params.id),
});
