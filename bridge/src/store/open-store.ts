import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { SessionStore } from './session-store.ts';
import { SqliteStore } from './sqlite-store.ts';

/** Opens the store that the configuration names. `name` keeps several bridges apart on one Redis. */
export async function openStore(store: Config['store'], name: string, log: Logger): Promise<SessionStore> {
  if (store.kind === 'sqlite') return new SqliteStore(store.path);
  // Loading its client takes a third of the start: only where it is used.
  const { RedisStore } = await import('./redis-store.ts');
  // A Redis that is away reports it several times a second: once is enough.
  let reported = false;
  const redis = await RedisStore.open(store.url, name, (err) => {
    if (!reported) log.error({ err }, 'Redis does not answer');
    reported = true;
  });
  redis.client.on('ready', () => {
    if (reported) log.info('Redis answers again');
    reported = false;
  });
  return redis;
}
