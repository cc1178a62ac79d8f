import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createApp } from '../../app.ts';
import { readConfig, type Config } from '../../config.ts';
import { createLog } from '../../http/log.ts';
import type { SessionStore } from '../../store/session-store.ts';
import { SqliteStore } from '../../store/sqlite-store.ts';
import type { Sweep } from '../../sweep.ts';
import type { FakeProvider } from './fake-provider.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export const canaryKey = Buffer.from('canary-session-key-of-32-bytes!!').toString('base64');

/** The whole bridge over real HTTP, with a fake provider behind it and its log in memory. */
export class BridgeUnderTest {
  readonly config: Config;
  readonly store: SessionStore;
  readonly sweep: Sweep;
  readonly log: string[] = [];
  readonly #server: Server;

  constructor(
    provider: FakeProvider,
    store: SessionStore = new SqliteStore(':memory:'),
    more: Record<string, string> = {},
  ) {
    this.store = store;
    this.config = readConfig({
      KEYHOLD_PUBLIC_URL: 'https://account.example.test/security',
      KEYHOLD_KEYCLOAK_URL: provider.browserUrl,
      KEYHOLD_KEYCLOAK_INTERNAL_URL: provider.internalUrl,
      KEYHOLD_REALM: provider.realm,
      KEYHOLD_CLIENT_ID: provider.clientId,
      KEYHOLD_CLIENT_SECRET: provider.clientSecret,
      KEYHOLD_SESSION_KEY: canaryKey,
      KEYHOLD_SWEEP_SECONDS: '1',
      ...more,
    });
    const log = createLog('debug', { write: (line) => void this.log.push(line) });
    const { app, sweep } = createApp({ config: this.config, log, store });
    this.sweep = sweep;
    this.#server = createServer(app);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.store.close();
  }

  /** One request, nothing followed, nothing remembered. The path goes out exactly as given. */
  call(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
    const { port } = this.#server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (res) => {
        text(res).then(
          (content) => resolve({ status: res.statusCode ?? 0, headers: res.headers, text: content }),
          reject,
        );
      });
      sent.on('error', reject).end(body);
    });
  }
}

/** Keeps cookies as a browser does, by name. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly bridge: BridgeUnderTest;

  constructor(bridge: BridgeUnderTest) {
    this.bridge = bridge;
  }

  /** `path` is relative to the base path. */
  async open(path: string, call: Call = {}, bridge = this.bridge): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Accept: 'text/html', ...(cookie === '' ? {} : { Cookie: cookie }), ...call.headers };
    const answer = await bridge.call(bridge.config.basePath + path, { ...call, headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** A call of our own page. */
  change(path: string, call: Call = {}, bridge = this.bridge): Promise<Answer> {
    const own = { 'X-Keyhold': '1', Origin: bridge.config.origin, Accept: 'application/json' };
    return this.open(path, { method: 'POST', ...call, headers: { ...own, ...call.headers } }, bridge);
  }

  /** Starts a sign-in; answers where the bridge sends the browser. */
  async leave(returnTo?: string): Promise<string> {
    const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
    const { status, headers, text: page } = await this.open(`/auth/login${query}`);
    if (status !== 302) throw new Error(`no redirect but ${status}: ${page}`);
    return headers.location ?? '';
  }

  back(answer: { code: string; state: string }, more = ''): Promise<Answer> {
    return this.open(`/auth/callback?code=${answer.code}&state=${answer.state}${more}`);
  }

  async signIn(provider: FakeProvider, sid?: string): Promise<{ answer: Answer; sid: string }> {
    const authorized = provider.authorize(await this.leave(), sid);
    return { answer: await this.back(authorized), sid: authorized.sid };
  }

  /** Somebody is signed in here, as far as the bridge knows. */
  async isSignedIn(bridge = this.bridge): Promise<boolean> {
    const { status } = await this.open('/api/sessions', { headers: { Accept: 'application/json' } }, bridge);
    return status !== 401;
  }
}
