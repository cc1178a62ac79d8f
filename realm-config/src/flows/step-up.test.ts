import { expect, test } from '@jest/globals';
import { copied } from './copied-flow.ts';
import type { Execution, FlowStep, Requirement, SubFlow } from './flow-tree.ts';
import { flowText, isSubFlow } from './flow-tree.ts';
import { hasStepUp, signInOf, signInPrefix, withStepUp } from './step-up.ts';

const step = (provider: string, requirement: Requirement = 'ALTERNATIVE'): Execution => ({ provider, requirement });
const flow = (alias: string, requirement: Requirement, steps: FlowStep[]): SubFlow => ({
  alias,
  description: '',
  requirement,
  steps,
});
const values = { flow_to_check: '2FA', check_result: 'not-executed' };
const source = [
  step('auth-cookie'),
  flow('forms', 'ALTERNATIVE', [
    step('auth-username-password-form', 'REQUIRED'),
    flow('2FA', 'CONDITIONAL', [step('conditional-user-configured', 'REQUIRED'), step('keyhold-totp')]),
    flow('set-up', 'DISABLED', [
      { ...step('conditional-sub-flow-executed', 'REQUIRED'), config: { alias: 'c', values } },
    ]),
  ]),
];
const plain = copied(source, signInPrefix(false));
const inside = copied(source, signInPrefix(true));
const wrapped = withStepUp(inside);

const aliases = (steps: readonly FlowStep[]): string[] =>
  steps.filter(isSubFlow).flatMap(({ alias, steps: more }) => [alias, ...aliases(more)]);
const shape = (steps: readonly FlowStep[]): string => flowText(steps).replace(/ +([A-Z]+)$/gm, ' $1');

test('the sign-in is one required step, and the PIN is asked behind it of whom the condition names', () => {
  expect(shape(wrapped).split('\n')).toEqual([
    '  keyhold browser sign-in REQUIRED',
    '    auth-cookie ALTERNATIVE',
    '    keyhold browser sign-in forms ALTERNATIVE',
    '      auth-username-password-form REQUIRED',
    '      keyhold browser sign-in 2FA CONDITIONAL',
    '        conditional-user-configured REQUIRED',
    '        keyhold-totp ALTERNATIVE',
    '      keyhold browser sign-in set-up DISABLED',
    '        conditional-sub-flow-executed REQUIRED',
    '  keyhold browser PIN CONDITIONAL',
    '    keyhold-pin-requested REQUIRED',
    '    keyhold-pin REQUIRED',
  ]);
  expect([hasStepUp(wrapped), hasStepUp(plain)]).toEqual([true, false]);
});

// Threat: Keycloak refuses a second sub-flow of one name, and the flow stays half changed. Bound: the two have none in common.
test('both arrangements can stand in a realm at once', () => {
  expect(aliases(wrapped).filter((alias) => aliases(plain).includes(alias))).toEqual([]);
});

test('one is made of the other and back, where the flow that was copied is gone', () => {
  expect(signInOf(wrapped, signInPrefix(true))).toEqual(inside);
  expect(signInOf(plain, signInPrefix(false))).toEqual(plain);
  const there = signInOf(plain, signInPrefix(true));
  expect(shape(there)).toBe(shape(inside));
  expect(JSON.stringify(there)).toContain('"flow_to_check":"keyhold browser sign-in 2FA"');
  expect(signInOf(withStepUp(there), signInPrefix(false))).toEqual(plain);
  const own = signInOf([...plain, flow('mine', 'ALTERNATIVE', [])], signInPrefix(true));
  expect(aliases(own).at(-1)).toBe('keyhold browser sign-in mine');
});

// Threat: an apply is killed half-way, and the next one takes the unfinished half for the sign-in. Bound: what is switched on counts.
test('of a flow that an apply left half-way, the half that signs users in is the one', () => {
  const [signIn, stepUp] = wrapped as [SubFlow, SubFlow];
  const unfinished = { ...signIn, requirement: 'DISABLED' as const, steps: [] };
  expect(signInOf([unfinished, { ...stepUp, requirement: 'DISABLED' }, ...plain], signInPrefix(false))).toEqual(plain);
  expect(signInOf([signIn, stepUp, ...plain.slice(0, 1)], signInPrefix(true))).toEqual(inside);
});
