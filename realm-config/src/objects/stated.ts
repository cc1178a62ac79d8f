import type { DesiredField, FieldValue } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';

export type Row = readonly [name: string, value: FieldValue | undefined, key: string];

/** The fields that the file states, each with the key that states it; what it leaves out is left alone. */
export function stated(rows: readonly Row[]): DesiredField[] {
  return rows.flatMap(([name, value, key]) =>
    value === undefined ? [] : [field(name, value, `the file says ${key}`)],
  );
}
