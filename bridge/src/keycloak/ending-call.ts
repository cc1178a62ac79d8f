/**
 * Milliseconds. The plugin stops ending sessions well before and says what remains; applications with a slow logout URL take
 * the rest. test/contract/sessions/time-limits.json holds both ends together.
 */
export const endingLimit = 15_000;

/** How the plugin is called for whatever ends sessions: with patience, and one such call of a person at a time. */
export const asEnding = { timeout: endingLimit, oneByOne: 'ending' } as const;
