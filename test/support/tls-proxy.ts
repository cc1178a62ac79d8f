import { once } from 'node:events';
import { request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { certificateFor } from './certificate.ts';

export interface TlsProxy extends AsyncDisposable {
  /** What the servers behind are told about where browsers are; without it the truth, which is always this machine. */
  clientAddress: string | undefined;
}

/**
 * Ends TLS for the host names in `targets` and passes each request on to that name's plain server, with the
 * X-Forwarded headers that a load balancer sends. Only a browser speaks to it.
 */
export async function tlsProxy(port: number, targets: Readonly<Record<string, string>>): Promise<TlsProxy> {
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const target = targets[host];
    if (target === undefined) return void response.writeHead(421).end();
    const headers = {
      ...request.headers,
      'x-forwarded-for': proxy.clientAddress ?? request.socket.remoteAddress,
      'x-forwarded-host': request.headers.host,
      'x-forwarded-port': String(port),
      'x-forwarded-proto': 'https',
    };
    const onward = forward(new URL(request.url ?? '/', target), { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
  const server = createServer(await certificateFor(Object.keys(targets)), pass).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const proxy: TlsProxy = {
    clientAddress: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
