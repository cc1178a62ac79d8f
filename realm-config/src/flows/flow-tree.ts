export type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED';

/** What an administrator set for one step of a flow. */
export interface StepConfig {
  readonly alias: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One authenticator or condition in a flow. */
export interface Execution {
  readonly provider: string;
  readonly requirement: Requirement;
  readonly config?: StepConfig;
}

/** A flow inside a flow. Its alias is unique in the realm. */
export interface SubFlow {
  readonly alias: string;
  readonly description: string;
  readonly requirement: Requirement;
  readonly steps: readonly FlowStep[];
}

export type FlowStep = Execution | SubFlow;

export const isSubFlow = (step: FlowStep): step is SubFlow => 'steps' in step;

/** What people call a step: its authenticator or its alias. */
export const nameOf = (step: FlowStep): string => (isSubFlow(step) ? step.alias : step.provider);

export const isEnabled = ({ requirement }: FlowStep): boolean => requirement !== 'DISABLED';

/** Every execution that a sign-in can reach: a disabled sub-flow hides what is in it. */
export function enabledExecutions(steps: readonly FlowStep[]): Execution[] {
  return steps.filter(isEnabled).flatMap((step) => (isSubFlow(step) ? enabledExecutions(step.steps) : [step]));
}

/** The flow as an indented list, one step a line with its requirement. */
export function flowText(steps: readonly FlowStep[], indent = '  '): string {
  return steps
    .map((step) => {
      const line = `${indent}${nameOf(step).padEnd(50 - indent.length)} ${step.requirement}`;
      return isSubFlow(step) ? `${line}\n${flowText(step.steps, `${indent}  `)}` : line;
    })
    .join('\n');
}
