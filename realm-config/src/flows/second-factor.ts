import { RealmConfigError } from '../realm-config-error.ts';
import {
  CREDENTIAL_USED,
  isCondition,
  PASSKEY_TYPE,
  RECOVERY_CODE,
  SECOND_FACTORS,
  SECURITY_KEY,
  STOCK_TOTP,
  SUB_FLOW_EXECUTED,
  TOTP,
  USER_CONFIGURED,
} from './authenticators.ts';
import type { Execution, FlowStep, SubFlow } from './flow-tree.ts';
import { enabledExecutions, flowText, isEnabled, isSubFlow } from './flow-tree.ts';

export type SecondFactorMode = 'optional' | 'required';

/** Whether the flow is to ask for security keys, and to spare whom a passkey signed in; what is left out stays as it was. */
export interface KeysInFlow {
  readonly securityKeys?: boolean | undefined;
  readonly passkeys?: boolean | undefined;
}

/** The alias of the browser flow that Keyhold makes. */
export const BROWSER_FLOW = 'keyhold browser';

// Follows the name of the sub-flow before it: names of sub-flows are unique in a realm.
const SET_UP = ' set-up';

/** The sub-flow to put into a flow in which Keyhold cannot find the place itself. */
const TO_INSERT: SubFlow = {
  alias: 'Second factor',
  description: '',
  requirement: 'CONDITIONAL',
  steps: [
    { provider: USER_CONFIGURED, requirement: 'REQUIRED' },
    { provider: TOTP, requirement: 'ALTERNATIVE' },
    { provider: RECOVERY_CODE, requirement: 'ALTERNATIVE' },
  ],
};

/**
 * The flow with Keyhold's second factor in it: `keyhold-totp` where Keycloak's own form was, `keyhold-recovery-code` after it,
 * and behind both the step that has users set an authenticator app up, switched on by `required`. Security keys, where they are
 * switched on, stand between the two. All else stays as it was. A flow that has all this already comes back unchanged.
 * Throws when it is not plain where the flow asks for the second factor.
 */
export function withSecondFactor(
  flow: string,
  steps: readonly FlowStep[],
  mode: SecondFactorMode,
  keys: KeysInFlow = {},
): FlowStep[] {
  const place = secondFactorOf(flow, steps);
  const asking: SubFlow = { ...place, steps: keyholdSteps(sparing(place, keys), keys) };
  return replaced(steps, place, [asking, setUp(asking, mode)]);
}

/** The one sub-flow in which a sign-in asks for the second factor. */
export function secondFactorOf(flow: string, steps: readonly FlowStep[]): SubFlow {
  const places = subFlowsOf(steps).filter(asksSecondFactor);
  const [place] = places;
  if (place === undefined) throw unclear(flow, 'no sub-flow of it asks for a second factor where the user has one');
  if (places.length > 1)
    throw unclear(flow, `${places.map(({ alias }) => `“${alias}”`).join(' and ')} could all be it`);
  const factors = factorsOf(place);
  if (factors.length > 1 && factors.some(({ requirement }) => requirement !== 'ALTERNATIVE')) {
    throw unclear(flow, `“${place.alias}” asks for more than one factor at once`);
  }
  const codes = (among: readonly FlowStep[]): number =>
    enabledExecutions(among).filter(({ provider }) => provider === STOCK_TOTP).length;
  if (codes(steps) > codes(place.steps)) throw unclear(flow, `${STOCK_TOTP} stands outside “${place.alias}” too`);
  return place;
}

/** Whether the step that has users set up an authenticator app is switched on. */
export function modeOf(steps: readonly FlowStep[]): SecondFactorMode {
  const found = subFlowsOf(steps, () => true).find(isSetUp);
  return found !== undefined && isEnabled(found) ? 'required' : 'optional';
}

/** What an earlier apply put into its flow that the flow it was copied from does not have. */
export function keysOf(own: readonly FlowStep[], source: readonly FlowStep[]): KeysInFlow {
  const [inOwn = [], inSource = []] = [own, source].map((steps) => subFlowsOf(steps).find(asksSecondFactor)?.steps);
  const behindCode = inOwn[inOwn.findIndex((step) => isStep(step, TOTP)) + 1];
  const asksForKey = behindCode !== undefined && isStep(behindCode, SECURITY_KEY) && isEnabled(behindCode);
  return {
    ...(asksForKey ? { securityKeys: true } : {}),
    ...(inOwn.some(sparesPasskeys) && !inSource.some(sparesPasskeys) ? { passkeys: true } : {}),
  };
}

/** What a sub-flow asks for, its conditions left out. */
function factorsOf({ steps }: SubFlow): FlowStep[] {
  return steps.filter((step) => isEnabled(step) && (isSubFlow(step) || !isCondition(step.provider)));
}

/** What a user may show as second factor instead of an authenticator app, in the order of the flow. */
export function alternativesOf(place: SubFlow): FlowStep[] {
  return factorsOf(place).filter((step) => !isSubFlow(step));
}

const isSetUp = ({ alias }: SubFlow): boolean => alias.startsWith(BROWSER_FLOW) && alias.endsWith(SET_UP);

function asksSecondFactor({ steps, requirement }: SubFlow): boolean {
  const providers = steps.flatMap((step) => (isSubFlow(step) ? [] : [step.provider]));
  const conditional = requirement === 'CONDITIONAL' && providers.includes(USER_CONFIGURED);
  return conditional && providers.some((provider) => SECOND_FACTORS.includes(provider));
}

function keyholdSteps(steps: readonly FlowStep[], { securityKeys }: KeysInFlow): FlowStep[] {
  const asked = (provider: string): Execution => ({ provider, requirement: 'ALTERNATIVE' });
  const ours = [TOTP, ...(securityKeys === true ? [SECURITY_KEY] : []), RECOVERY_CODE];
  const isOurs = (step: FlowStep): boolean => [STOCK_TOTP, ...ours].some((provider) => isStep(step, provider));
  const switched = (step: FlowStep): FlowStep =>
    securityKeys === false && isStep(step, SECURITY_KEY) ? { ...step, requirement: 'DISABLED' } : alternative(step);
  const others = (part: readonly FlowStep[]): FlowStep[] => part.filter((step) => !isOurs(step)).map(switched);
  const first = steps.findIndex((step) => [STOCK_TOTP, TOTP, RECOVERY_CODE].some((provider) => isStep(step, provider)));
  const at = first === -1 ? behindConditions(steps) : first;
  return [...others(steps.slice(0, at)), ...ours.map(asked), ...others(steps.slice(at))];
}

const isStep = (step: FlowStep, provider: string): boolean => !isSubFlow(step) && step.provider === provider;

const behindConditions = (steps: readonly FlowStep[]): number =>
  steps.findLastIndex((step) => !isSubFlow(step) && isCondition(step.provider)) + 1;

// Keycloak's own condition, which its newer flows bring and older ones do not.
function sparing({ alias, steps }: SubFlow, { passkeys }: KeysInFlow): readonly FlowStep[] {
  if (passkeys !== true) return steps;
  if (steps.some(sparesPasskeys)) {
    return steps.map((step) => (sparesPasskeys(step) ? { ...step, requirement: 'REQUIRED' } : step));
  }
  const config = { alias: `${alias} without a passkey`, values: { credentials: PASSKEY_TYPE } };
  const condition: Execution = { provider: CREDENTIAL_USED, requirement: 'REQUIRED', config };
  const at = behindConditions(steps);
  return [...steps.slice(0, at), condition, ...steps.slice(at)];
}

// Keycloak keeps several types in one text with ## between them.
function sparesPasskeys(step: FlowStep): boolean {
  if (isSubFlow(step) || step.provider !== CREDENTIAL_USED) return false;
  const { credentials = '', included } = step.config?.values ?? {};
  return credentials.split('##').includes(PASSKEY_TYPE) && included !== 'true';
}

// Beside our two, a factor that was the only one is one of several.
function alternative(step: FlowStep): FlowStep {
  if (step.requirement !== 'REQUIRED' || (!isSubFlow(step) && isCondition(step.provider))) return step;
  return { ...step, requirement: 'ALTERNATIVE' };
}

function setUp(asking: SubFlow, mode: SecondFactorMode): SubFlow {
  // A condition that spares somebody the second factor (a passkey did it already) spares them the set-up as well.
  const conditions = asking.steps.filter(
    (step): step is Execution => !isSubFlow(step) && isCondition(step.provider) && step.provider !== USER_CONFIGURED,
  );
  return {
    alias: setUpAlias(asking),
    description: 'Has a user who was asked for no second factor set up an authenticator app',
    requirement: mode === 'required' ? 'CONDITIONAL' : 'DISABLED',
    steps: [
      {
        provider: SUB_FLOW_EXECUTED,
        requirement: 'REQUIRED',
        config: {
          alias: `${setUpAlias(asking)} where nothing was asked`,
          values: { flow_to_check: asking.alias, check_result: 'not-executed' },
        },
      },
      ...conditions.filter(isEnabled).map(forSetUp),
      { provider: TOTP, requirement: 'REQUIRED' },
    ],
  };
}

const setUpAlias = ({ alias }: SubFlow): string => `${alias}${SET_UP}`;

function forSetUp(condition: Execution): Execution {
  if (condition.config === undefined) return condition;
  return { ...condition, config: { ...condition.config, alias: `${condition.config.alias} for set-up` } };
}

function replaced(steps: readonly FlowStep[], place: SubFlow, by: readonly SubFlow[]): FlowStep[] {
  return steps.flatMap((step): readonly FlowStep[] => {
    if (step === place) return by;
    if (!isSubFlow(step)) return [step];
    return step.alias === setUpAlias(place) ? [] : [{ ...step, steps: replaced(step.steps, place, by) }];
  });
}

function subFlowsOf(steps: readonly FlowStep[], enter: (flow: SubFlow) => boolean = isEnabled): SubFlow[] {
  return steps
    .filter(isSubFlow)
    .filter(enter)
    .flatMap((flow) => [flow, ...subFlowsOf(flow.steps, enter)]);
}

function unclear(flow: string, why: string): RealmConfigError {
  const text = `It is not plain where the flow “${flow}” asks for the second factor: ${why}`;
  return new RealmConfigError(
    `${text}.\nThe sub-flow to insert, after the password and beside it:\n${flowText([TO_INSERT])}`,
    {
      next: 'Put this sub-flow into a copy of the flow, take out what it replaces, bind that copy as browser flow, and run plan again.',
    },
  );
}
