import type { KeyKind, Overview } from '../../api/model.ts';

/** The member of the section that lists the keys of a kind. */
export const listOf = { passkey: 'passkeys', 'security-key': 'securityKeys' } as const satisfies Record<
  KeyKind,
  string
>;

/** Whether a user with these keys may add no further one. */
export const isFull = ({ max, passkeys, securityKeys }: Overview['passkeys']): boolean =>
  passkeys.items.length + securityKeys.items.length >= max;
