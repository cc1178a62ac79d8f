/** What a proof can be for, `<room>.<verb>`. Frozen. */
export const operationNames = [
  'sessions.end',
  'totp.enrol',
  'totp.remove',
  'passkeys.enrol',
  'passkeys.remove',
  'recovery-codes.generate',
  'pin.set',
] as const satisfies readonly `${string}.${string}`[];

export type Operation = (typeof operationNames)[number];

/**
 * A grant is spent by the operation it names; only ending sessions may use one again within its five minutes. A rescue (password
 * and a recovery code) stands in for a lost second factor, once for each operation that it covers.
 */
export const operations: Readonly<Record<Operation, { readonly usableAgain: boolean }>> = {
  'sessions.end': { usableAgain: true },
  'totp.enrol': { usableAgain: false },
  'totp.remove': { usableAgain: false },
  'passkeys.enrol': { usableAgain: false },
  'passkeys.remove': { usableAgain: false },
  'recovery-codes.generate': { usableAgain: false },
  'pin.set': { usableAgain: false },
};

/** The name under which a rescue is kept: it belongs to no one operation and has no target. */
export const rescue = 'rescue';
