/** What a proof can be for, `<room>.<verb>`. Frozen. */
export const operationNames = ['sessions.end'] as const satisfies readonly `${string}.${string}`[];

export type Operation = (typeof operationNames)[number];

/** A grant is spent by the operation it names; only ending sessions may use one again within its five minutes. */
export const operations: Readonly<Record<Operation, { readonly usableAgain: boolean }>> = {
  'sessions.end': { usableAgain: true },
};
