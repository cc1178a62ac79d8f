import { PIN, PIN_REQUESTED } from './authenticators.ts';
import type { FlowStep, SubFlow } from './flow-tree.ts';
import { isEnabled, isSubFlow } from './flow-tree.ts';
import type { KeysInFlow } from './second-factor.ts';
import { BROWSER_FLOW } from './second-factor.ts';

/** What the file says about the steps of the browser flow; what is left out stays as it was. */
export interface DeclaredInFlow extends KeysInFlow {
  /** Whether it asks for the PIN where an application wants it. */
  readonly stepUp?: boolean | undefined;
}

const SIGN_IN = `${BROWSER_FLOW} sign-in`;
const STEP_UP = `${BROWSER_FLOW} PIN`;

/**
 * What the sub-flows of the sign-in are called by first. Names of sub-flows are unique in a realm, and while one arrangement
 * replaces the other both are there.
 */
export const signInPrefix = (stepUp: boolean): string => (stepUp ? SIGN_IN : BROWSER_FLOW);

/** The sign-in as one step, and behind it the PIN for whom an application asks for it, signed in just now or before. */
export function withStepUp(signIn: readonly FlowStep[]): FlowStep[] {
  return [
    { alias: SIGN_IN, description: 'Everything that signs a user in', requirement: 'REQUIRED', steps: signIn },
    {
      alias: STEP_UP,
      description: 'Asks for the PIN where the application wants it',
      requirement: 'CONDITIONAL',
      steps: [
        { provider: PIN_REQUESTED, requirement: 'REQUIRED' },
        { provider: PIN, requirement: 'REQUIRED' },
      ],
    },
  ];
}

/** Whether a flow of ours asks for the PIN, or was to. */
export const hasStepUp = (own: readonly FlowStep[]): boolean => own.some(isSubFlowOf(STEP_UP));

/** What signs a user in by a flow of ours, without the step-up; its sub-flows are called by `prefix` first. */
export function signInOf(own: readonly FlowStep[], prefix: string): FlowStep[] {
  // Switched on, it is complete; until then what stands beside it still signs everybody in.
  const inside = own.filter(isSubFlowOf(SIGN_IN)).find(isEnabled);
  if (inside !== undefined) return inside.steps.map((step) => renamed(step, SIGN_IN, prefix));
  const beside = own.filter((step) => ![SIGN_IN, STEP_UP].some((alias) => isSubFlowOf(alias)(step)));
  return beside.map((step) => renamed(step, BROWSER_FLOW, prefix));
}

const isSubFlowOf =
  (alias: string) =>
  (step: FlowStep): step is SubFlow =>
    isSubFlow(step) && step.alias === alias;

function renamed(step: FlowStep, from: string, to: string): FlowStep {
  if (from === to) return step;
  const name = (alias: string): string =>
    alias.startsWith(`${from} `) ? `${to}${alias.slice(from.length)}` : `${to} ${alias}`;
  if (isSubFlow(step)) {
    return { ...step, alias: name(step.alias), steps: step.steps.map((inside) => renamed(inside, from, to)) };
  }
  const { config } = step;
  const checked = config?.values['flow_to_check'];
  if (config === undefined || checked === undefined) return step;
  return { ...step, config: { ...config, values: { ...config.values, flow_to_check: name(checked) } } };
}
