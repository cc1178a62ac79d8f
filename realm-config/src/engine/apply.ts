import { RealmConfigError } from '../realm-config-error.ts';
import type { DesiredObject, Fields } from './desired.ts';
import type { Change } from './diff.ts';
import { diff } from './diff.ts';
import type { Step } from './plan.ts';
import { hasChanges, planSteps } from './plan.ts';
import type { RealmStore } from './realm-store.ts';

export interface ApplyOptions {
  /** Called with each change just after it was written and read back. */
  readonly onChange?: (change: Change) => void;
}

/**
 * Carries out a plan and nothing else: only the objects and fields it names are written, in its order.
 * Each write is read back, and the whole is planned once more at the end; what did not hold is an error.
 * Stopped half-way it leaves whole objects behind and can simply be run again.
 */
export async function applySteps(steps: readonly Step[], store: RealmStore, options: ApplyOptions = {}): Promise<void> {
  for (const step of steps) {
    if (step.change.verb === 'no-op') continue;
    await write(step, store);
    requireHeld([{ ...step, change: diff(step.desired, await store.read(step.desired.key)) }]);
    options.onChange?.(step.change);
  }
  // A later write can undo an earlier one (Keycloak adds scopes when it saves a client), so look at everything again.
  const again = await planSteps(
    steps.map((step) => step.desired),
    store,
  );
  if (hasChanges(again)) requireHeld(again);
}

async function write({ desired, change }: Step, store: RealmStore): Promise<void> {
  const names = new Set(change.fields.map((f) => f.name));
  const fields = valuesOf(desired, (name) => names.has(name));
  if (change.verb === 'create') await store.create(desired.key, fields);
  else await store.update(desired.key, fields);
}

function valuesOf(desired: DesiredObject, wanted: (name: string) => boolean): Fields {
  return Object.fromEntries(desired.fields.filter((f) => wanted(f.name)).map((f) => [f.name, f.value]));
}

// A partial PUT of a realm may answer 204 and change nothing, so an answer is not believed until it is read back.
function requireHeld(steps: readonly Step[]): void {
  const lost = steps.flatMap(({ change }) =>
    change.verb === 'no-op' ? [] : [`${change.object} (${change.fields.map((f) => f.name).join(', ')})`],
  );
  if (lost.length === 0) return;
  throw new RealmConfigError(`Keycloak accepted the change but did not keep it: ${lost.join('; ')}`, {
    next: 'Run plan to see what is left. If it stays, another tool or administrator may be writing the same realm.',
  });
}
