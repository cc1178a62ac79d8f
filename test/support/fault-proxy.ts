import { once } from 'node:events';
import { Agent, createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from '@keyhold/stack/src/machine/ports.ts';

/** How Keycloak seems to fail: never answers, answers a page, answers 500, or cuts the connection. */
export type Fault = 'hangs' | 'answers HTML' | 'answers 500' | 'cuts the connection';

/** A moment of one request: before it reaches Keycloak, after Keycloak did it, after the bridge has the answer. */
export type Moment = 'before' | 'done' | 'answered';

export interface Match {
  method?: string;
  path: RegExp;
}

interface Trap extends Match {
  moment: Moment;
  spring: () => void;
}

/**
 * Stands between the bridge and Keycloak, so that the way between them can fail without a failpoint in the product.
 * It passes everything on until it is told otherwise, and remembers what it passed.
 */
export class FaultProxy implements AsyncDisposable {
  readonly url: string;
  /** Every request since the last `forget()`, as `GET /path`; one for tokens as `POST /path refresh_token`. */
  seen: string[] = [];
  private readonly target: URL;
  private readonly port: number;
  private readonly agent = new Agent({ keepAlive: true });
  private server = createServer();
  private fault: { fault: Fault; path: RegExp } | undefined;
  private traps: Trap[] = [];

  private constructor(target: string, port: number) {
    this.target = new URL(target);
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async to(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, await freePort());
    await proxy.comeBack();
    return proxy;
  }

  /** Every request to a path that matches fails like this until `heal()`. */
  fail(fault: Fault, path = /^/): void {
    this.fault = { fault, path };
  }

  heal(): void {
    this.fault = undefined;
  }

  forget(): void {
    this.seen = [];
  }

  /** Resolves when the next matching request reaches this moment. Before or just after Keycloak it then stays unanswered. */
  trap(moment: Moment, match: Match): Promise<void> {
    return new Promise((resolve) => this.traps.push({ moment, ...match, spring: resolve }));
  }

  /** Nobody listens any more, as while Keycloak restarts. */
  async goDown(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    if (this.server.listening) await once(this.server, 'close');
  }

  async comeBack(): Promise<void> {
    this.server = createServer((request, response) => {
      this.pass(request, response).catch(() => request.socket.destroy());
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.goDown();
    this.agent.destroy();
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const body = await buffer(request);
    const grant = path.endsWith('/token') ? new URLSearchParams(body.toString()).get('grant_type') : null;
    this.seen.push(`${method} ${path}${grant === null ? '' : ` ${grant}`}`);
    if (this.fault?.path.test(path) === true) {
      failLike(this.fault.fault, response);
      return;
    }
    if (this.sprung('before', method, path)) return;
    const answer = await this.askKeycloak(request, body);
    const answerBody = await buffer(answer);
    if (this.sprung('done', method, path)) return;
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    response.end(answerBody);
    await once(response, 'finish');
    this.sprung('answered', method, path);
  }

  private askKeycloak({ method, url, rawHeaders }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const onward = forward(new URL(url ?? '/', this.target), { method, headers: rawHeaders, agent: this.agent });
      onward.on('response', resolve).on('error', reject).end(body);
    });
  }

  private sprung(moment: Moment, method: string, path: string): boolean {
    const trap = this.traps.find(
      (one) => one.moment === moment && (one.method ?? method) === method && one.path.test(path),
    );
    if (trap === undefined) return false;
    this.traps = this.traps.filter((one) => one !== trap);
    trap.spring();
    return true;
  }
}

function failLike(fault: Fault, response: ServerResponse): void {
  if (fault === 'cuts the connection') response.destroy();
  if (fault === 'answers HTML')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Maintenance');
  if (fault === 'answers 500') {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"unknown_error"}');
  }
  // 'hangs': no answer ever; the connection ends with its caller's patience or with this proxy.
}
