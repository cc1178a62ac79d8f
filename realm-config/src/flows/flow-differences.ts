import type { FlowStep, StepConfig } from './flow-tree.ts';
import { isSubFlow, nameOf } from './flow-tree.ts';

/** One step of the wanted flow with its live counterpart, if it has one. */
export interface Pair<Live extends FlowStep> {
  readonly wanted: FlowStep;
  readonly live: Live | undefined;
}

/** Which live step stands for which wanted one: the same authenticator or alias, the nth for the nth. `extra` are left over. */
export function pairs<Live extends FlowStep>(
  wanted: readonly FlowStep[],
  live: readonly Live[],
): { pairs: Pair<Live>[]; extra: Live[] } {
  const left = [...live];
  const found = wanted.map((step) => {
    const index = left.findIndex((other) => isSubFlow(other) === isSubFlow(step) && nameOf(other) === nameOf(step));
    return { wanted: step, live: index === -1 ? undefined : left.splice(index, 1)[0] };
  });
  return { pairs: found, extra: left };
}

/** What a live flow has otherwise than it should, one sentence each. */
export function flowDifferences(wanted: readonly FlowStep[], live: readonly FlowStep[], where = ''): string[] {
  const { pairs: all, extra } = pairs(wanted, live);
  return [
    ...all.flatMap((pair) => differencesOf(pair, where)),
    ...extra.map((step) => `${where}${nameOf(step)} (${step.requirement}) does not belong there`),
    ...(isInOrder(wanted, live)
      ? []
      : [`${where === '' ? 'its steps' : `the steps of ${where.replace(/ › $/, '')}`} are in another order`]),
  ];
}

function differencesOf({ wanted, live }: Pair<FlowStep>, where: string): string[] {
  const name = `${where}${nameOf(wanted)}`;
  if (live === undefined) return [`${name} is missing`];
  return [
    ...(live.requirement === wanted.requirement ? [] : [`${name} is ${live.requirement}, not ${wanted.requirement}`]),
    ...(isSubFlow(wanted) && isSubFlow(live) ? flowDifferences(wanted.steps, live.steps, `${name} › `) : []),
    ...(!isSubFlow(wanted) && !isSubFlow(live) && !sameConfig(wanted.config, live.config)
      ? [`${name} is configured otherwise`]
      : []),
  ];
}

/** True when the live steps that are wanted come in the wanted order. */
export function isInOrder(wanted: readonly FlowStep[], live: readonly FlowStep[]): boolean {
  const places = pairs(wanted, live).pairs.flatMap((pair) =>
    pair.live === undefined ? [] : [live.indexOf(pair.live)],
  );
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}

/** The same settings; what they are called does not matter. */
export function sameConfig(wanted: StepConfig | undefined, live: StepConfig | undefined): boolean {
  const text = (config: StepConfig | undefined): string =>
    JSON.stringify(Object.entries(config?.values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(wanted) === text(live);
}
