import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { BridgeProcess } from '../support/bridge-process.ts';
import { BridgeVisitor } from '../support/bridge-visitor.ts';
import { TestRealm } from '../support/test-realm.ts';
import { testRun } from '../support/test-run.ts';
import { codeFlow, directGrant } from '../support/tokens.ts';
import { load } from './load.ts';
import type { LoadClient, LoadResult } from './load.ts';
import type { BenchReport } from './report.ts';
import { median } from './statistics.ts';

const clients = 16;
const sessionsEach = 5;
const rounds = 5;
const roundMs = 3000;

/** `GET /api/overview` under load, beside Keycloak's own call for the same list and a bare Express route that reads one session. */
export async function overview(): Promise<BenchReport[]> {
  await using realm = await TestRealm.make({ accessToken: '5m' });
  await using bridge = await BridgeProcess.startFor(realm, {
    KEYHOLD_LOG_LEVEL: 'warn',
    // One address calls for sixteen people here.
    KEYHOLD_LIMIT_ADDRESS: '999999',
    KEYHOLD_LIMIT_USER: '999999',
  });
  // Keycloak's detection refuses quick sign-ins of one user, right passwords too; nothing here is about that.
  await realm.admin.realms.update({ realm: realm.name }, { bruteForceProtected: false });
  const app = await realm.addClient('app');
  const ours: LoadClient[] = [];
  const theirs: LoadClient[] = [];
  for (let i = 0; i < clients; i++) {
    const user = await realm.addUser(`user-${i}`);
    const visitor = await BridgeVisitor.signedIn(bridge.url, user);
    const tokens = await codeFlow(realm.name, app, { user });
    for (let more = 2; more < sessionsEach; more++) await directGrant(realm.name, app, user);
    ours.push({
      url: `${bridge.url}/api/overview`,
      headers: { cookie: visitor.browser.cookies.header(new URL(bridge.url)), 'user-agent': visitor.browser.agent },
    });
    theirs.push({
      url: `${testRun().keycloakUrl}/realms/${realm.name}/account/sessions/devices`,
      headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/json' },
    });
  }
  await using bare = await bareRoute();
  const bares = ours.map(() => ({ url: bare.url, headers: {} }));

  const results: Record<'ours' | 'theirs' | 'bare', LoadResult[]> = { ours: [], theirs: [], bare: [] };
  // Warm both up: the first requests pay for compilation.
  await load(ours, roundMs);
  await load(theirs, roundMs);
  for (let round = 0; round < rounds; round++) {
    results.ours.push(await load(ours, roundMs));
    results.theirs.push(await load(theirs, roundMs));
    results.bare.push(await load(bares, roundMs));
  }
  const p95 = median(results.ours.map((result) => result.p95));
  const errors = results.ours.reduce((sum, result) => sum + result.errors, 0);
  return [
    {
      name: `Overview, ${clients} clients, a user each with ${sessionsEach} sessions, ${rounds} interleaved rounds of ${roundMs / 1000} s`,
      rows: [
        { call: 'Keyhold GET /api/overview', ...row(results.ours) },
        { call: 'Keycloak GET account/sessions/devices', ...row(results.theirs) },
        { call: 'bare Express, one session read', ...row(results.bare) },
      ],
      goals: [
        { what: 'p95', measured: `${p95.toFixed(0)} ms`, goal: '≤ 100 ms', met: p95 <= 100 },
        { what: 'errors', measured: String(errors), goal: '0', met: errors === 0 },
      ],
      raw: results,
    },
  ];
}

const row = (results: readonly LoadResult[]) => ({
  'per second': Math.round(median(results.map((result) => result.perSecond))),
  'p50 ms': Math.round(median(results.map((result) => result.p50))),
  'p95 ms': Math.round(median(results.map((result) => result.p95))),
  'p99 ms': Math.round(median(results.map((result) => result.p99))),
  errors: results.reduce((sum, result) => sum + result.errors, 0),
});

/** The least that any such route costs: Express, one row from node:sqlite, JSON. */
async function bareRoute(): Promise<{ url: string } & AsyncDisposable> {
  const database = new DatabaseSync(':memory:');
  database.exec('create table session (id text primary key, data text)');
  database.prepare('insert into session values (?, ?)').run('one', JSON.stringify({ padding: 'x'.repeat(1500) }));
  const read = database.prepare('select data from session where id = ?');
  const application = express();
  application.get('/', (_request, response) => {
    response.json(JSON.parse(String(read.get('one')?.['data'])));
  });
  const server = createServer(application);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}
