/** What a field can hold. Lists are sets: their order means nothing to Keycloak or to us. */
export type FieldValue = string | number | boolean | readonly string[];

/** The fields of one object, by name. Entries of maps are written `attributes.<key>`, `config.<key>`, `smtpServer.<key>`. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** Names one thing in a realm that realm-config can read and write. */
export type ObjectKey =
  | { readonly kind: 'realm'; readonly realm: string }
  | { readonly kind: 'realm attributes'; readonly realm: string }
  | { readonly kind: 'sign-in'; readonly realm: string }
  | { readonly kind: 'acr map'; readonly realm: string }
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'required action'; readonly action: string }
  | { readonly kind: 'client'; readonly clientId: string }
  | { readonly kind: 'client role'; readonly clientId: string; readonly role: string }
  | { readonly kind: 'mapper'; readonly clientId: string; readonly mapper: string }
  | { readonly kind: 'client scopes'; readonly clientId: string }
  | { readonly kind: 'scope mappings'; readonly clientId: string }
  | { readonly kind: 'service account roles'; readonly clientId: string };

export interface DesiredField {
  readonly name: string;
  readonly value: FieldValue;
  /** Why Keyhold wants it so; for people only, nothing decides by it. */
  readonly reason: string;
  readonly secret?: true;
  /** Written when the object is made and never compared afterwards. */
  readonly onlyAtCreation?: true;
}

/** One object as the file declares it. Fields that are not listed are not Keyhold's and stay as they are. */
export interface DesiredObject {
  readonly key: ObjectKey;
  readonly reason: string;
  readonly fields: readonly DesiredField[];
  /** A field that shows that realm-config made the object; an existing object without it belongs to someone else. */
  readonly mark?: string;
}

/** States one declared field. */
export function field(
  name: string,
  value: FieldValue,
  reason: string,
  traits: { secret?: true; onlyAtCreation?: true } = {},
): DesiredField {
  return { name, value, reason, ...traits };
}

/** The object's name as people read it: `mapper keyhold-bridge/keyhold audience`. */
export function titleOf(key: ObjectKey): string {
  switch (key.kind) {
    case 'realm':
    case 'realm attributes':
    case 'sign-in':
    case 'acr map':
      return `${key.kind} ${key.realm}`;
    case 'flow':
      return `${key.kind} ${key.flow}`;
    case 'required action':
      return `${key.kind} ${key.action}`;
    case 'client role':
      return `${key.kind} ${key.clientId}/${key.role}`;
    case 'mapper':
      return `${key.kind} ${key.clientId}/${key.mapper}`;
    default:
      return `${key.kind} ${key.clientId}`;
  }
}
