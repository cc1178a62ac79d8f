import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { callLimit } from './bounded.ts';

export type RedisClient = ReturnType<typeof createRedisClient>;

/**
 * A client that never lets a caller wait for a Redis that is gone or frozen, and finds back by itself.
 * No queue while offline; a silent connection is dropped after a second (the ping keeps an idle one from looking silent);
 * its own reconnect strategy, because the library's gives up for good after such a drop.
 */
export function createRedisClient(url: string, onError: (error: unknown) => void) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 400,
    socket: {
      connectTimeout: 1000,
      socketTimeout: 1000,
      reconnectStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), 2000),
    },
  });
  // Without a listener an error of the connection ends the process.
  client.on('error', onError);
  return client;
}

/** Opens the connection; a Redis that is not there yet delays the start by at most the limit of one call. */
export async function openRedis(client: RedisClient): Promise<void> {
  const connected = client.connect().then(
    () => undefined,
    // The listener above has said it; the client keeps trying.
    () => undefined,
  );
  await Promise.race([connected, wait(callLimit, undefined, { ref: false })]);
}
