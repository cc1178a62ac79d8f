import { StoreUnavailable } from './session-store.ts';

/** Longest time, in milliseconds, that one call to a store may take before it counts as failed. */
export const callLimit = 600;

/** Bounds one call: the library's own time limit stops counting once a command is written. */
export async function bounded<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${callLimit} ms`)), callLimit);
  });
  try {
    return await Promise.race([call, limit]);
  } catch (error) {
    throw new StoreUnavailable(error);
  } finally {
    clearTimeout(timer);
  }
}
