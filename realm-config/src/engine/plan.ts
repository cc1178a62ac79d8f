import { RealmConfigError } from '../realm-config-error.ts';
import type { DesiredObject, Fields, ObjectKey } from './desired.ts';
import { titleOf } from './desired.ts';
import type { Change } from './diff.ts';
import { diff } from './diff.ts';
import type { RealmStore } from './realm-store.ts';

/** A change together with the declaration it comes from; only the engine holds these, since declarations carry secrets. */
export interface Step {
  readonly desired: DesiredObject;
  readonly change: Change;
}

/** Compares every declared object with the live realm, in the order in which they would be written. Writes nothing. */
export async function planSteps(desired: readonly DesiredObject[], store: RealmStore): Promise<Step[]> {
  const steps: Step[] = [];
  const foreign: ObjectKey[] = [];
  for (const object of desired) {
    const live = await store.read(object.key);
    if (isForeign(object, live)) foreign.push(object.key);
    steps.push({ desired: object, change: diff(object, live) });
  }
  if (foreign.length > 0) refuseForeign(foreign);
  return steps;
}

export function hasChanges(steps: readonly Step[]): boolean {
  return steps.some((step) => step.change.verb !== 'no-op');
}

function isForeign({ mark, fields }: DesiredObject, live: Fields | null): boolean {
  if (mark === undefined || live === null) return false;
  return live[mark] !== fields.find((f) => f.name === mark)?.value;
}

// An application may already use our client's name; taking it over would break that application without a word.
function refuseForeign(objects: readonly ObjectKey[]): never {
  const names = objects.map(titleOf).join(' and ');
  throw new RealmConfigError(`${names} already exists and was not made by realm-config`, {
    next: objects.some(({ kind }) => kind === 'flow')
      ? 'Give that flow another name in the admin console, or delete it where nothing uses it.'
      : 'Choose another name in the file, or, if Keyhold may have it, ' +
        'set its attribute keyhold.made-by to realm-config in the admin console first.',
  });
}
