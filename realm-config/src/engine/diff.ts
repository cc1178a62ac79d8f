import type { DesiredField, DesiredObject, Fields, FieldValue } from './desired.ts';
import { titleOf } from './desired.ts';

export type Verb = 'create' | 'update' | 'no-op';

/** One field that would change. Safe to print: secrets are masked on both sides. */
export interface FieldChange {
  readonly name: string;
  /** null: the live object does not have the field. */
  readonly before: FieldValue | null;
  readonly after: FieldValue;
  readonly reason: string;
}

/** What would be done to one object. Safe to print. */
export interface Change {
  readonly verb: Verb;
  readonly object: string;
  readonly reason: string;
  readonly fields: readonly FieldChange[];
}

export const MASKED = '(secret)';

/** Compares one declared object with the live one. `live` null means that it does not exist. */
export function diff(desired: DesiredObject, live: Fields | null): Change {
  const object = titleOf(desired.key);
  if (live === null) {
    return { verb: 'create', object, reason: desired.reason, fields: desired.fields.map((f) => change(f, null)) };
  }
  const fields = desired.fields
    .filter((f) => f.onlyAtCreation !== true && !sameValue(live[f.name], f.value))
    .map((f) => change(f, live[f.name] ?? null));
  return { verb: fields.length > 0 ? 'update' : 'no-op', object, reason: desired.reason, fields };
}

function change(desired: DesiredField, before: FieldValue | null): FieldChange {
  const mask = (value: FieldValue | null): FieldValue | null => (value === null ? null : MASKED);
  return {
    name: desired.name,
    before: desired.secret ? mask(before) : before,
    after: desired.secret ? MASKED : desired.value,
    reason: desired.reason,
  };
}

/** Equal in meaning: lists as sets, and a field that Keycloak leaves out as the empty value it stands for. */
export function sameValue(live: FieldValue | undefined, desired: FieldValue): boolean {
  if (typeof desired === 'object') {
    const have = new Set(typeof live === 'object' ? live : []);
    const want = new Set(desired);
    return have.size === want.size && [...want].every((entry) => have.has(entry));
  }
  return (live ?? '') === desired;
}
