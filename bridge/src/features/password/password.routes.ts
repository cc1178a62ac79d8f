import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import { reauthenticationProblems } from '../reauthentication/reauthentication.problems.ts';
import { passwordProblems } from './password.problems.ts';
import { passwordChange, passwordRules } from './password.schema.ts';
import type { PasswordService } from './password.service.ts';

export const passwordRoutes = {
  listPasswordRules: defineRoute({
    method: 'get',
    path: '/password/rules',
    room: 'password',
    operationId: 'listPasswordRules',
    summary: 'Lists what a new password must meet',
    caller: 'signed-in',
    changes: false,
    answer: passwordRules,
    problems: [],
  }),
  changePassword: defineRoute({
    method: 'put',
    path: '/password',
    room: 'password',
    operationId: 'changePassword',
    summary: 'Changes the password',
    description:
      'The current password (and a code or a security key, where the person has one) is the proof. Ends other sessions where that is asked: the first ones with the change; while `remaining` is more than 0, `DELETE /sessions` ends the next batch without another proof.',
    caller: 'signed-in',
    changes: true,
    body: passwordChange,
    answer: endedSessions,
    problems: [
      problems.impersonated,
      problems.conflict,
      problems.tooManyAttempts,
      reauthenticationProblems.proofRefused,
      reauthenticationProblems.noProvableFactor,
      passwordProblems.passwordRejected,
      passwordProblems.passwordNotHere,
      passwordProblems.directoryUnavailable,
    ],
  }),
};

export const passwordHandlers = (password: PasswordService): HandlersOf<typeof passwordRoutes> => ({
  listPasswordRules: ({ caller }) => password.rules(caller),
  changePassword: ({ caller, body }) => password.change(caller, body),
});
