import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, expect, jest, test } from '@jest/globals';

// Processes on a busy machine; how fast the start is, is measured by the benchmark.
jest.setTimeout(30_000);
const folder = mkdtempSync(join(tmpdir(), 'keyhold-main-'));
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = {
  PATH: process.env['PATH'],
  KEYHOLD_PUBLIC_URL: 'http://localhost:3000/security',
  KEYHOLD_PORT: '0',
  KEYHOLD_KEYCLOAK_URL: 'http://localhost:9',
  KEYHOLD_REALM: 'demo',
  KEYHOLD_CLIENT_ID: 'keyhold-bridge',
  KEYHOLD_CLIENT_SECRET: 'canary-secret',
  KEYHOLD_SESSION_KEY: Buffer.alloc(32, 'canary').toString('base64'),
  KEYHOLD_STORE: `sqlite:${join(folder, 'bridge.sqlite')}`,
};

function run(more: Record<string, string> = {}): ChildProcess {
  const bin = join(import.meta.dirname, '../bin/keyhold-bridge.mjs');
  const options = { env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', bin], options);
  children.push(child);
  return child;
}

/** The port, once it listens, and all lines until then. */
async function listening(child: ChildProcess): Promise<{ port: number; lines: string }> {
  let lines = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    lines += String(chunk);
    const port = /"port":(\d+)/.exec(lines)?.[1];
    if (port) return { port: Number(port), lines };
  }
  throw new Error(`not started: ${lines}${await text(child.stderr!)}`);
}

test('listens, warns of development values once, and stops by a signal', async () => {
  const child = run();
  const { port, lines } = await listening(child);
  expect(lines).toContain('KEYHOLD_PUBLIC_URL is http');
  expect(lines).not.toContain('canary');
  expect((await fetch(`http://127.0.0.1:${port}/security/healthz`)).status).toBe(200);
  // Keycloak is not there: alive, and not ready.
  expect((await fetch(`http://127.0.0.1:${port}/security/readyz`)).status).toBe(503);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('lets a request under way finish before it stops', async () => {
  const slow = createServer((_req, res) => setTimeout(() => res.end('{}'), 700)).listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const keycloak = `http://localhost:${(slow.address() as AddressInfo).port}`;
  const child = run({ KEYHOLD_KEYCLOAK_URL: keycloak });
  const { port } = await listening(child);
  const answer = fetch(`http://127.0.0.1:${port}/security/readyz`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const stopped = performance.now();
  child.kill('SIGTERM');
  const exit = once(child, 'exit');
  expect((await answer).status).toBe(503);
  expect(await exit).toEqual([0, null]);
  // Not the 10 s after which it would cut what is left.
  expect(performance.now() - stopped).toBeLessThan(8000);
  slow.close();
});

test('a second process on the same file is refused by a sentence', async () => {
  await listening(run());
  const second = run();
  const [said, exit] = await Promise.all([text(second.stderr!), once(second, 'exit')]);
  expect(exit[0]).toBe(1);
  expect(said).toMatch(
    /^.*bridge\.sqlite is in use by another process\. One file serves one bridge; several bridges need Redis\.\n$/,
  );
});

test('faults of the configuration are told together, without a stack and without values', async () => {
  const child = run({ KEYHOLD_PORT: 'canary', KEYHOLD_REALM: '' });
  const [said, exit] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  expect(exit[0]).toBe(1);
  expect(said.split('\n')).toEqual([
    'The configuration is not usable:',
    '  KEYHOLD_PORT is not valid; expected a number from 0 to 65535',
    '  KEYHOLD_REALM is missing; expected the name of a realm',
    '',
  ]);
});
