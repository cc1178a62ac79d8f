import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { reauthenticationProblems } from './reauthentication.problems.ts';
import { proof, provedOperation } from './reauthentication.schema.ts';
import type { ReauthenticationService } from './reauthentication.service.ts';

export const reauthenticationRoutes = {
  reauthenticate: defineRoute({
    method: 'post',
    path: '/reauthentication',
    room: 'reauthentication',
    operationId: 'reauthenticate',
    summary: 'Proves that it is the person, for one operation',
    description:
      'A good proof stays on the server, under the operation and target it names; repeat the refused call afterwards.',
    caller: 'signed-in',
    changes: true,
    body: proof,
    answer: provedOperation,
    problems: [
      problems.impersonated,
      problems.tooManyAttempts,
      reauthenticationProblems.proofRefused,
      reauthenticationProblems.noProvableFactor,
    ],
  }),
};

export const reauthenticationHandlers = (
  reauthentication: ReauthenticationService,
): HandlersOf<typeof reauthenticationRoutes> => ({
  reauthenticate: ({ caller, body }) => reauthentication.prove(caller, body),
});
