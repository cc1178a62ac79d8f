import { factorProblems } from '../../factors/factors.problems.ts';
import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { codesConfirmation, codesParams, generatedCodes, recoveryCodesState } from './recovery-codes.schema.ts';
import type { RecoveryCodesService } from './recovery-codes.service.ts';

export const recoveryCodesRoutes = {
  generateRecoveryCodes: defineRoute({
    method: 'post',
    path: '/recovery-codes',
    room: 'recovery-codes',
    operationId: 'generateRecoveryCodes',
    summary: 'Makes ten new recovery codes',
    description:
      'Needs a proof for `recovery-codes.generate`. A first set works at once; a replacement once one of its codes was typed back.',
    caller: 'signed-in',
    changes: true,
    answer: generatedCodes,
    problems: [problems.stepUpRequired, problems.impersonated, factorProblems.sectionOff],
  }),
  confirmRecoveryCodes: defineRoute({
    method: 'post',
    path: '/recovery-codes/{set}/confirmation',
    room: 'recovery-codes',
    operationId: 'confirmRecoveryCodes',
    summary: 'Says that a set is saved',
    description: 'For a replacement one of its codes is needed; it is checked, not spent, and the old set dies.',
    caller: 'signed-in',
    changes: true,
    params: codesParams,
    body: codesConfirmation,
    answer: recoveryCodesState,
    problems: [problems.impersonated, problems.notFound, problems.tooManyAttempts, factorProblems.codeRefused],
  }),
};

export const recoveryCodesHandlers = (codes: RecoveryCodesService): HandlersOf<typeof recoveryCodesRoutes> => ({
  generateRecoveryCodes: ({ caller }) => codes.generate(caller),
  confirmRecoveryCodes: ({ caller, params, body }) => codes.confirm(caller, params.set, body.code),
});
