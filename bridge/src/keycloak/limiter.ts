/** Lets at most so many pieces of work run at once; the others wait in order. */
export interface Limiter {
  /** Runs the work once there is room. Stops waiting when the signal aborts, with the signal's reason. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export const limiter = (limit: number): Limiter => {
  const waiting = new Set<() => void>();
  let running = 0;

  const enter = (signal: AbortSignal | undefined): Promise<void> | undefined => {
    signal?.throwIfAborted();
    if (running < limit) {
      running += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(admit);
        reject(signal?.reason as Error);
      };
      waiting.add(admit);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  };

  const leave = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      running -= 1;
      return;
    }
    // The place goes straight to the next in line: nobody can slip in between.
    waiting.delete(next);
    next();
  };

  return {
    run: async (work, signal) => {
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
