import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `look` answers something other than undefined or false, and answers that. It looks every 50 ms; past the
 * limit it fails with `what`, so that a time limit reads as the behaviour that did not come.
 */
export async function eventually<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(50);
  }
}
