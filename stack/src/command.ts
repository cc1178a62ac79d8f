import { Stopped } from './process/stop-signal.ts';

/**
 * Runs the body of a command: an error is told in its own words, a stop asked for by a person is no error.
 * The exit code is what the body returns, 0 for nothing.
 */
export async function runCommand(body: () => Promise<number | undefined>): Promise<never> {
  let code = 1;
  try {
    code = (await body()) ?? 0;
  } catch (error) {
    if (error instanceof Stopped || isAbortBy(error)) code = 130;
    else console.error(`keyhold: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['KEYHOLD_DEBUG'] !== undefined) console.error(error);
  }
  process.exit(code);
}

function isAbortBy(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError' && error.cause instanceof Stopped;
}
