import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child.ts';

export interface ReadyOptions {
  child: Child;
  url: string;
  withinSeconds: number;
  signal?: AbortSignal | undefined;
}

/** Waits until a started server answers 200 at its address. Rejects with its last lines when it ends or takes too long. */
export async function untilReady({ child, url, withinSeconds, signal }: ReadyOptions): Promise<void> {
  const deadline = Date.now() + withinSeconds * 1000;
  while (!(await answers(url))) {
    signal?.throwIfAborted();
    if (!child.isRunning())
      throw new Error(`${child.name} ended while starting (${await child.exited}):\n${child.tail()}`);
    if (Date.now() > deadline) {
      throw new Error(`${child.name} did not answer at ${url} within ${withinSeconds} s:\n${child.tail()}`);
    }
    await wait(150, undefined, signal === undefined ? {} : { signal });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000), redirect: 'manual' });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
