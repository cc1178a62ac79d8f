import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it arrived. */
export interface ReceivedCall {
  /** For example `GET /overview`; the path as sent, below the plugin's base where it is there. */
  readonly call: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

type Answer = (call: ReceivedCall, res: ServerResponse) => void;

/** A plain HTTP server that stands in for Keycloak with the plugin; every answer is set by the test. */
export interface FakeKeycloak {
  readonly url: string;
  /** `<url>/realms/demo` */
  readonly realmUrl: string;
  readonly calls: ReceivedCall[];
  on(call: string, answer: Answer): void;
  reset(): void;
  close(): Promise<void>;
}

const pluginBase = '/realms/demo/keyhold';

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_call, res) =>
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** A problem as the plugin answers it. */
export const problem = (
  status: number,
  slug: string,
  members: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Answer =>
  json(
    status,
    { type: `urn:keyhold:problem:${slug}`, title: slug, status, ...members },
    { 'content-type': 'application/problem+json', ...headers },
  );

export const noContent: Answer = (_call, res) => res.writeHead(204).end();

export const html: Answer = (_call, res) =>
  res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');

/** Never answers. */
export const hang: Answer = () => undefined;

export const startFakeKeycloak = async (): Promise<FakeKeycloak> => {
  const answers = new Map<string, Answer>();
  const calls: ReceivedCall[] = [];
  const server = createServer((req, res) => {
    void receive(req).then((call) => {
      calls.push(call);
      const answer = answers.get(call.call) ?? answers.get('*') ?? json(404, { error: 'HTTP 404 Not Found' });
      answer(call, res);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    realmUrl: `${url}/realms/demo`,
    calls,
    on: (call, answer) => void answers.set(call, answer),
    reset: () => {
      answers.clear();
      calls.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const receive = async (req: IncomingMessage): Promise<ReceivedCall> => {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  const path = (req.url ?? '').replace(pluginBase, '');
  return {
    call: `${req.method ?? ''} ${path}`,
    headers: req.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
};
