import express, { type NextFunction, type Request, type Response } from 'express';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { apiRouter, type ApiDeps } from '../api.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { limitedFetch } from '../keycloak/limited-fetch.ts';
import { pluginApi } from '../keycloak/plugin-api.ts';
import { overviewService } from '../overview/overview.service.ts';
import { problemCatalogue } from '../problem-catalogue.ts';
import { pageOrigin } from './fake-authenticator.ts';
import { startFakeKeycloak, type FakeKeycloak } from './fake-keycloak.ts';

/** The API over HTTP with a stand-in for Keycloak, and with whoever the test says as its caller. */
export interface ApiUnderTest {
  readonly keycloak: FakeKeycloak;
  readonly log: string[];
  /** Ends that the API asked of the web sessions. */
  readonly ended: string[];
  caller: Caller | undefined;
  sync: ApiDeps['sync'];
  fetch(path: string, init?: RequestInit): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

const quietSync: ApiDeps['sync'] = {
  atSignIn: () => Promise.resolve(undefined),
  beside: () => Promise.resolve({ changed: false }),
  counters: { changed: 0, ended: 0, failed: 0, looked: 0 },
};

export const clientConfig = {
  realm: 'demo',
  issuer: 'https://id.example.org/realms/demo',
  accountUrl: 'https://id.example.org/realms/demo/account',
  basePath: '',
  locale: 'en',
  features: ['password', 'totp', 'passkeys', 'recovery-codes', 'sessions'],
};

export const startApi = async (): Promise<ApiUnderTest> => {
  const keycloak = await startFakeKeycloak();
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const ended: string[] = [];
  const plugin = pluginApi({
    realmUrl: keycloak.realmUrl,
    fetch: limitedFetch(8),
    serviceToken: { get: () => Promise.resolve('bridge-token'), refused: () => false },
    problemKinds: problemCatalogue,
    log: logger,
  });
  const app = express();
  const api: ApiUnderTest = {
    keycloak,
    log,
    ended,
    caller: undefined,
    sync: quietSync,
    fetch: async (path, init) => {
      const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api${path}`, init);
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    close: async () => {
      await keycloak.close();
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    },
  };
  app.use((_req, res, next) => {
    Object.assign(res.locals, { caller: api.caller });
    next();
  });
  app.use(
    '/api',
    apiRouter({
      config: clientConfig,
      origin: pageOrigin,
      plugin,
      overview: overviewService({ plugin, origin: pageOrigin, accountUrl: clientConfig.accountUrl }),
      sync: {
        atSignIn: (person) => api.sync.atSignIn(person),
        beside: (caller, own) => api.sync.beside(caller, own),
        counters: quietSync.counters,
      },
      webSessions: {
        endByKeycloakSession: (sid) => Promise.resolve(ended.push(sid)),
        endBySubject: (subject, _reason, except) => Promise.resolve(ended.push(`${subject} but ${except ?? 'none'}`)),
      },
      log: logger,
    }),
  );
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const problem = error instanceof Problem ? error : new Problem(problems.internal, { cause: error });
    res.status(problem.kind.status).set(problem.headers).type('application/problem+json').send(JSON.stringify(problem));
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return api;
};
