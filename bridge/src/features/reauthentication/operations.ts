/**
 * What a proof can be for. Names are frozen. A grant is spent by the operation it names;
 * only ending sessions may use one again within its five minutes.
 */
export const operations = {
  'sessions.end': { usableAgain: true },
} as const satisfies Record<`${string}.${string}`, { usableAgain: boolean }>;

export type Operation = keyof typeof operations;

export const operationNames = Object.keys(operations) as [Operation, ...Operation[]];
