import type { Overview } from '../../api/model.ts';

/** Whether a user with these keys may add no further one. */
export const isFull = ({ max, passkeys, securityKeys }: Overview['passkeys']): boolean =>
  passkeys.items.length + securityKeys.items.length >= max;
