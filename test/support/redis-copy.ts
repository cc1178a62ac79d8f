import { RESP_TYPES, createClient } from 'redis';

const open = (url: string) =>
  createClient({ url, commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } }).connect();

/** Everything that a Redis holds, to be put into the one that comes back: what a Redis that persists would still have. */
export async function copyOf(url: string): Promise<(into: string) => Promise<void>> {
  const client = await open(url);
  const keys = await client.keys('*');
  const entries = await Promise.all(
    keys.map(async (key) => ({ key, ttl: Math.max(0, await client.pTTL(key)), value: await client.dump(key) })),
  );
  client.destroy();
  return async (into) => {
    const target = await open(into);
    await Promise.all(entries.map(({ key, ttl, value }) => target.restore(key, ttl, value)));
    target.destroy();
  };
}
