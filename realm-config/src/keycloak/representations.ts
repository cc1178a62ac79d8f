import { z } from 'zod';
import type { Fields, FieldValue } from '../engine/desired.ts';

/** A representation as Keycloak sent it: kept whole, so that it can be sent back whole. */
export const representation = z.record(z.string(), z.unknown());
export type Representation = z.infer<typeof representation>;

export const realmAnswer = z.nullish(representation.and(z.object({ realm: z.string() })));
export const clientsAnswer = z.array(z.looseObject({ id: z.string(), clientId: z.string() }));
export const namedAnswer = z.looseObject({ id: z.string(), name: z.string() });
export const namedListAnswer = z.array(namedAnswer);
export const serviceAccountAnswer = z.looseObject({ id: z.string(), username: z.string() });
export const mappingsAnswer = z.object({
  realmMappings: namedListAnswer.optional(),
  clientMappings: z
    .record(z.string(), z.object({ id: z.string(), client: z.string(), mappings: namedListAnswer }))
    .optional(),
});
export type Mappings = z.infer<typeof mappingsAnswer>;

const MAPS = ['attributes', 'config', 'smtpServer'];
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const plainValue = z.union([scalar, z.array(z.string())]);

/** The comparable fields of a representation: its scalars, its lists of text, and the entries of its known maps. */
export function fieldsOf(source: Representation): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(source)) {
    const entries = MAPS.includes(name) ? representation.safeParse(value) : undefined;
    if (entries?.success) {
      for (const [key, entry] of Object.entries(entries.data)) keep(`${name}.${key}`, entry);
    } else keep(name, value);
  }
  return fields;

  function keep(name: string, value: unknown): void {
    const parsed = plainValue.safeParse(value);
    if (parsed.success) fields[name] = parsed.data;
  }
}

/** The representation with some fields changed and everything else as it was. */
export function withFields(source: Representation, fields: Fields): Representation {
  const result: Representation = { ...source };
  for (const [name, value] of Object.entries(fields)) {
    const map = MAPS.find((prefix) => name.startsWith(`${prefix}.`));
    if (map === undefined) result[name] = value;
    else result[map] = { ...representation.safeParse(result[map]).data, [name.slice(map.length + 1)]: value };
  }
  return result;
}
