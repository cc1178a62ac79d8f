import { SUB_FLOW_EXECUTED } from './authenticators.ts';
import type { Execution, FlowStep } from './flow-tree.ts';
import { isSubFlow } from './flow-tree.ts';

/**
 * The flow as Keycloak copies it: sub-flows and settings are called by the copy's name first. A condition that asks whether
 * another sub-flow was gone through means the copy's own one; Keycloak leaves it at the old one, where it is never true.
 */
export function copied(steps: readonly FlowStep[], newName: string): FlowStep[] {
  const inside = aliasesOf(steps);
  const rename = (step: FlowStep): FlowStep => {
    if (isSubFlow(step)) return { ...step, alias: `${newName} ${step.alias}`, steps: step.steps.map(rename) };
    return renamedConfig(step, newName, inside);
  };
  return steps.map(rename);
}

function renamedConfig(step: Execution, newName: string, inside: readonly string[]): Execution {
  if (step.config === undefined) return step;
  const { alias, values } = step.config;
  const checks = step.provider === SUB_FLOW_EXECUTED ? values['flow_to_check'] : undefined;
  const own = checks !== undefined && inside.includes(checks) ? { flow_to_check: `${newName} ${checks}` } : {};
  return { ...step, config: { alias: `${newName} ${alias}`, values: { ...values, ...own } } };
}

function aliasesOf(steps: readonly FlowStep[]): string[] {
  return steps.filter(isSubFlow).flatMap((flow) => [flow.alias, ...aliasesOf(flow.steps)]);
}
