import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Milliseconds that requests under way get when the bridge stops. */
const drainLimit = 10_000;

export interface RunningServer {
  readonly port: number;
  /** Takes no more connections, lets requests under way finish for at most 10 s, then cuts what is left. */
  stop(): Promise<void>;
}

/** Serves the app. Whoever sends slowly or nothing is dropped: headers within 10 s, a whole request within 30 s. */
export async function serve(app: Express, host: string, port: number): Promise<RunningServer> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 15_000, maxHeaderSize: 16 * 1024 },
    app,
  );
  server.maxConnections = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => drain(server) };
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive goes idle only after its last answer.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), drainLimit);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
