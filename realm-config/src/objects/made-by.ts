import type { DesiredField } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';

/** The attribute by which realm-config knows the realms and clients that it made itself. */
export const MADE_BY = 'attributes.keyhold.made-by';

export function madeByRealmConfig(traits: { onlyAtCreation?: true } = {}): DesiredField {
  return field(MADE_BY, 'realm-config', 'tells who made it', traits);
}
