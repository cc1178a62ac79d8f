const patience = 1_000;

let ready: Promise<void> | undefined;

/** Until the browser formats dates without a halt. Asked first, it starts; nothing is waited for where it cannot be helped. */
export const datesReady = (): Promise<void> =>
  (ready ??= typeof Worker === 'undefined' ? Promise.resolve() : prepare());

function prepare(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(new URL('./dates.worker.ts', import.meta.url), { type: 'module' });
      const end = (): void => {
        worker.terminate();
        resolve();
      };
      worker.addEventListener('message', end);
      worker.addEventListener('error', end);
      setTimeout(end, patience);
    } catch {
      // A page of another origin that embeds us may not start our worker.
      resolve();
    }
  });
}
