import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';

/** A page on another site with one link, "Go", as in a mail or a chat. */
export async function linkPage(target: string): Promise<{ url: string } & AsyncDisposable> {
  const port = await freePort();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><a href="${target}">Go</a>`);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    // Browsers find every name below localhost on this machine, and take each for a site of its own.
    url: `http://chat.outside.localhost:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
