import { expect, test } from '@jest/globals';
import { copied } from './copied-flow.ts';
import { flowDifferences } from './flow-differences.ts';
import type { FlowStep, Requirement, SubFlow } from './flow-tree.ts';
import { flowText } from './flow-tree.ts';
import { resetCredentialsSteps } from './reset-credentials.ts';
import type { KeysInFlow } from './second-factor.ts';
import { keysOf, modeOf, secondFactorOf, withSecondFactor } from './second-factor.ts';

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

const withKeys = (keys: KeysInFlow, ...factors: FlowStep[]): FlowStep[] =>
  withSecondFactor('f', browser(asking(...factors)), 'required', keys);
const placeOf = (steps: readonly FlowStep[]): string[] =>
  flowText(secondFactorOf('f', steps).steps, '').replace(/ +/g, ' ').split('\n').slice(1);

test('security keys stand behind our codes and before recovery codes, wherever they stood, and go off again', () => {
  const [key, keyOff, code] = [
    step('webauthn-authenticator'),
    step('webauthn-authenticator', 'DISABLED'),
    step('auth-otp-form'),
  ];
  const on = ['keyhold-totp ALTERNATIVE', 'webauthn-authenticator ALTERNATIVE', 'keyhold-recovery-code ALTERNATIVE'];
  for (const factors of [[code], [code, keyOff], [key, code], [key]]) {
    expect(placeOf(withKeys({ securityKeys: true }, ...factors))).toEqual(on);
  }
  const off = ['keyhold-totp ALTERNATIVE', 'keyhold-recovery-code ALTERNATIVE', 'webauthn-authenticator DISABLED'];
  expect(placeOf(withKeys({ securityKeys: false }, code, key))).toEqual(off);
  expect(placeOf(withKeys({ securityKeys: false }, code))).toEqual(off.slice(0, 2));
});

const spared = (credentials: string, requirement: Requirement = 'REQUIRED', more = {}): FlowStep => ({
  provider: 'conditional-credential',
  requirement,
  config: { alias: 'c', values: { credentials, ...more } },
});

// Threat: whoever signed in by a passkey is asked a second factor that they may not have. Bound: a condition spares them both.
test('whom a passkey signed in is asked nothing more: the condition is kept, switched on or put in', () => {
  const none = 'webauthn-passwordless';
  const conditions = (steps: FlowStep[]): FlowStep[] =>
    secondFactorOf('f', steps).steps.filter((s) => 'provider' in s && s.provider === 'conditional-credential');
  const code = step('auth-otp-form');
  const put = withKeys({ passkeys: true }, code);
  expect(conditions(put)).toMatchObject([{ requirement: 'REQUIRED', config: { values: { credentials: none } } }]);
  expect(placeOf(put)[0]).toBe('conditional-credential REQUIRED');
  const kept = spared(`kerberos##${none}`);
  expect(conditions(withKeys({ passkeys: true }, kept, code))).toEqual([kept]);
  expect(conditions(withKeys({ passkeys: true }, spared(none, 'DISABLED'), code))).toEqual([spared(none)]);
  for (const another of [spared('kerberos'), spared(none, 'REQUIRED', { included: 'true' })]) {
    expect(conditions(withKeys({ passkeys: true }, another, code))).toMatchObject([another, { config: {} }]);
  }
  expect(conditions(withKeys({}, code))).toEqual([]);
  const [, forms] = put;
  expect((forms as SubFlow).steps[2]).toMatchObject({
    steps: [{}, { provider: 'conditional-credential', requirement: 'REQUIRED' }, { provider: 'keyhold-totp' }],
  });
});

test('what an earlier apply put in stays for a file that no longer says it, and nothing else does', () => {
  const source = browser(asking(step('auth-otp-form'), step('webauthn-authenticator', 'DISABLED')));
  const keys = { securityKeys: true, passkeys: true };
  const once = withSecondFactor('f', source, 'optional', keys);
  expect(keysOf(once, source)).toEqual(keys);
  expect(withSecondFactor('f', source, 'optional', keysOf(once, source))).toEqual(once);
  expect(withSecondFactor('f', once, 'optional', keys)).toEqual(once);
  const stock = browser(asking(spared('webauthn-passwordless'), step('auth-otp-form'), step('webauthn-authenticator')));
  expect(keysOf(withSecondFactor('f', stock, 'optional'), stock)).toEqual({});
  expect(keysOf([], stock)).toEqual({});
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
