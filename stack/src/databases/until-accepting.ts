import { setTimeout as wait } from 'node:timers/promises';
import { accepts } from '../machine/ports.ts';
import type { Child } from '../process/child.ts';

/** Waits up to 60 seconds until a server accepts connections on loopback. */
export async function untilAccepting(child: Child, port: number): Promise<void> {
  for (let tries = 0; !(await accepts('127.0.0.1', port)); tries += 1) {
    if (child.isRunning() && tries < 300) {
      await wait(200);
      continue;
    }
    const words = child.tail();
    await child.kill();
    throw new Error(`${child.name} did not start:\n${words}`);
  }
}
