import { factorProblems } from '../../factors/factors.problems.ts';
import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { reauthenticationProblems } from '../reauthentication/reauthentication.problems.ts';
import { pinProblems } from './pin.problems.ts';
import { newPin, pinChange, pinRules, pinState } from './pin.schema.ts';
import type { PinService } from './pin.service.ts';

const room = 'pin';
const changeProblems = [
  problems.impersonated,
  factorProblems.sectionOff,
  pinProblems.sectionReadOnly,
  pinProblems.pinRejected,
  pinProblems.pinUnavailable,
];

export const pinRoutes = {
  listPinRules: defineRoute({
    method: 'get',
    path: '/pin/rules',
    room,
    operationId: 'listPinRules',
    summary: 'Brings what a new PIN is measured by',
    caller: 'signed-in',
    changes: false,
    answer: pinRules,
    problems: [factorProblems.sectionOff],
  }),
  setPin: defineRoute({
    method: 'put',
    path: '/pin',
    room,
    operationId: 'setPin',
    summary: 'Sets a PIN',
    description:
      'Needs a proof for `pin.set`; a rescue stands in for one, once. The first PIN, or one in place of a forgotten or disabled one.',
    caller: 'signed-in',
    changes: true,
    body: newPin,
    answer: pinState,
    problems: [problems.stepUpRequired, ...changeProblems],
  }),
  changePin: defineRoute({
    method: 'post',
    path: '/pin/changes',
    room,
    operationId: 'changePin',
    summary: 'Changes the PIN',
    description: 'The current PIN is the proof; each wrong one is counted.',
    caller: 'signed-in',
    changes: true,
    body: pinChange,
    answer: pinState,
    problems: [
      ...changeProblems,
      problems.conflict,
      problems.tooManyAttempts,
      reauthenticationProblems.proofRefused,
      pinProblems.pinDisabled,
    ],
  }),
};

export const pinHandlers = (pins: PinService): HandlersOf<typeof pinRoutes> => ({
  listPinRules: ({ caller }) => pins.rules(caller),
  setPin: ({ caller, body }) => pins.set(caller, body.pin),
  changePin: ({ caller, body }) => pins.change(caller, body),
});
