import { challenge } from '../../factors/assertion.schema.ts';
import { factorProblems } from '../../factors/factors.problems.ts';
import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { reauthenticationProblems } from './reauthentication.problems.ts';
import { challengeStart, proof, provedOperation } from './reauthentication.schema.ts';
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
  startReauthenticationChallenge: defineRoute({
    method: 'post',
    path: '/reauthentication/challenges',
    room: 'reauthentication',
    operationId: 'startReauthenticationChallenge',
    summary: 'Asks what a passkey or a security key is to sign as a proof',
    description: 'Good for one answer within 5 minutes, and for this operation and target alone.',
    caller: 'signed-in',
    changes: true,
    body: challengeStart,
    answer: challenge,
    problems: [problems.impersonated, factorProblems.relyingPartyElsewhere, reauthenticationProblems.noProvableFactor],
  }),
};

export const reauthenticationHandlers = (
  reauthentication: ReauthenticationService,
): HandlersOf<typeof reauthenticationRoutes> => ({
  reauthenticate: ({ caller, body }) => reauthentication.prove(caller, body),
  startReauthenticationChallenge: ({ caller, body }) => reauthentication.challenge(caller, body),
});
