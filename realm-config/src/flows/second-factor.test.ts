import { expect, test } from '@jest/globals';
import { copied } from './copied-flow.ts';
import { flowDifferences } from './flow-differences.ts';
import type { FlowStep, Requirement, SubFlow } from './flow-tree.ts';
import { flowText } from './flow-tree.ts';
import { resetCredentialsSteps } from './reset-credentials.ts';
import { modeOf, secondFactorOf, withSecondFactor } from './second-factor.ts';

const step = (provider: string, requirement: Requirement = 'ALTERNATIVE'): FlowStep => ({ provider, requirement });
const flow = (alias: string, requirement: Requirement, steps: FlowStep[]): SubFlow => ({
  alias,
  description: '',
  requirement,
  steps,
});
const asking = (...factors: FlowStep[]): SubFlow =>
  flow('2FA', 'CONDITIONAL', [step('conditional-user-configured', 'REQUIRED'), ...factors]);
const browser = (...parts: FlowStep[]): FlowStep[] => [
  step('auth-cookie'),
  flow('forms', 'ALTERNATIVE', [step('auth-username-password-form', 'REQUIRED'), ...parts]),
];
const made = (...factors: FlowStep[]): string =>
  flowText(secondFactorOf('f', withSecondFactor('f', browser(asking(...factors)), 'optional')).steps, '').replace(
    / +/g,
    ' ',
  );

test('our form stands where the stock one was, our recovery codes behind it, and the others stay as they were', () => {
  const off = step('auth-recovery-authn-code-form', 'DISABLED');
  expect(made(step('webauthn-authenticator'), step('auth-otp-form'), off)).toBe(
    [
      'conditional-user-configured REQUIRED',
      'webauthn-authenticator ALTERNATIVE',
      'keyhold-totp ALTERNATIVE',
      'keyhold-recovery-code ALTERNATIVE',
      'auth-recovery-authn-code-form DISABLED',
    ].join('\n'),
  );
});

test('a form that was the only way is one of several afterwards', () => {
  expect(made(step('auth-otp-form', 'REQUIRED'))).toContain('keyhold-totp ALTERNATIVE');
  expect(made(step('webauthn-authenticator', 'REQUIRED'))).toContain('webauthn-authenticator ALTERNATIVE');
});

test('a flow that has all of it already is not changed again', () => {
  for (const mode of ['optional', 'required'] as const) {
    const once = withSecondFactor('f', copied(browser(asking(step('auth-otp-form'))), 'keyhold browser'), mode);
    expect(withSecondFactor('f', once, mode)).toEqual(once);
    expect(modeOf(once)).toBe(mode);
  }
});

// Threat: the set-up reaches somebody who has proved a second factor in another way. Bound: the conditions are the same.
test('whom a condition spares the second factor, it spares the set-up too', () => {
  const config = { alias: 'c', values: { credentials: 'webauthn-passwordless' } };
  const condition: FlowStep = { provider: 'conditional-credential', requirement: 'REQUIRED', config };
  const [, forms] = withSecondFactor('f', browser(asking(condition, step('auth-otp-form'))), 'required');
  const setUp = (forms as SubFlow).steps[2] as SubFlow;
  expect(setUp.requirement).toBe('CONDITIONAL');
  expect(setUp.steps).toMatchObject([
    { provider: 'conditional-sub-flow-executed', config: { values: { flow_to_check: '2FA' } } },
    { provider: 'conditional-credential', requirement: 'REQUIRED', config: { values: config.values } },
    { provider: 'keyhold-totp', requirement: 'REQUIRED' },
  ]);
});

test.each<[string, FlowStep[]]>([
  ['nothing asks for a second factor', browser()],
  ['it is asked of everybody', browser(step('auth-otp-form', 'REQUIRED'))],
  [
    'two sub-flows ask for it',
    browser(asking(step('auth-otp-form')), { ...asking(step('auth-otp-form')), alias: 'b' }),
  ],
  [
    'two factors are asked for together',
    browser(asking(step('auth-otp-form', 'REQUIRED'), step('webauthn-authenticator', 'REQUIRED'))),
  ],
  ['the form stands outside as well', browser(asking(step('auth-otp-form')), step('auth-otp-form', 'REQUIRED'))],
  ['it is switched off', browser({ ...asking(step('auth-otp-form')), requirement: 'DISABLED' })],
])('stops and prints what to insert when %s', (_, steps) => {
  expect(() => withSecondFactor('mine', steps, 'optional')).toThrow(
    /It is not plain where the flow “mine”[^]*keyhold-totp/,
  );
});

test('a copy looks at its own sub-flows, where Keycloak leaves it looking at those of the original', () => {
  const values = { flow_to_check: 'forms', check_result: 'executed' };
  const condition: FlowStep = {
    provider: 'conditional-sub-flow-executed',
    requirement: 'REQUIRED',
    config: { alias: 'c', values },
  };
  const [, , extra] = copied([...browser(), flow('extra', 'CONDITIONAL', [condition])], 'new');
  expect(extra).toMatchObject({ alias: 'new extra', steps: [{ config: { values: { flow_to_check: 'new forms' } } }] });
});

// Threat: whoever reads the mailbox is let in without the factor that the sign-in asks for. Bound: the same factors are asked.
test('the reset asks for what the sign-in takes, and for nothing that it does not take', () => {
  const text = flowText(
    resetCredentialsSteps(asking(step('keyhold-totp'), step('webauthn-authenticator'), step('x', 'DISABLED'))),
  );
  expect(text.match(/\S+(?= +(?:REQUIRED|ALTERNATIVE))/g)).toEqual([
    'reset-credentials-choose-user',
    'reset-credential-email',
    'conditional-user-configured',
    'keyhold-totp',
    'webauthn-authenticator',
    'keyhold-reset-password',
  ]);
});

test('differences name each step with where it stands', () => {
  const wanted = browser(asking(step('a'), step('b')));
  expect(flowDifferences(wanted, wanted)).toEqual([]);
  expect(flowDifferences(wanted, browser(asking(step('b', 'DISABLED'), step('a'), step('c'))))).toEqual([
    'forms › 2FA › b is DISABLED, not ALTERNATIVE',
    'forms › 2FA › c (ALTERNATIVE) does not belong there',
    'the steps of forms › 2FA are in another order',
  ]);
  expect(flowDifferences(wanted, browser())).toEqual(['forms › 2FA is missing']);
});
