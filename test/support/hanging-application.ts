import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';

/** An application whose logout URL takes calls and never answers them. */
export async function hangingApplication(): Promise<{ url: string; calls: () => number } & AsyncDisposable> {
  const port = await freePort();
  let calls = 0;
  const server = createServer(() => (calls += 1)).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${port}/backchannel-logout`,
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
