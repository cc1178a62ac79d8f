let shared: AbortSignal | undefined;

/**
 * Aborts at the first Ctrl-C, SIGTERM or SIGHUP. npm, the shell and the bootstrap may each hand on the same Ctrl-C,
 * so repeats within two seconds count as one; a later one ends this process at once.
 */
export function stopSignal(): AbortSignal {
  if (shared !== undefined) return shared;
  const controller = new AbortController();
  shared = controller.signal;
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (first === 0) {
        first = Date.now();
        controller.abort(new Stopped(name));
      } else if (Date.now() - first > 2000) {
        process.exit(130);
      }
    });
  }
  return shared;
}

/** The reason of the abort: a person or the system asked us to end, which is no fault. */
export class Stopped extends Error {
  override name = 'Stopped';
  readonly signalName: NodeJS.Signals;

  constructor(signalName: NodeJS.Signals) {
    super(`Stopped by ${signalName}`);
    this.signalName = signalName;
  }
}
