import { stopServers } from './global-setup.ts';

/** Ends the servers that this run started, and leaves those that are kept for the next one. */
export default async function globalTeardown(): Promise<void> {
  await stopServers();
}
