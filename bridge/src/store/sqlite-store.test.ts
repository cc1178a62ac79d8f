import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SqliteStore } from './sqlite-store.ts';
import { testStoreBehaviour } from './testing/store-behaviour.ts';

// Real servers and processes, on a machine that may be busy.
jest.setTimeout(30_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-store-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file', () => {
  testStoreBehaviour((signIns) =>
    Promise.resolve(new SqliteStore(join(folder, `behaviour-${signIns ?? 'any'}.sqlite`), signIns)),
  );
});

describe('memory', () => {
  testStoreBehaviour((signIns) => Promise.resolve(new SqliteStore(':memory:', signIns)));
});

const row = (confirmedAt: number) => ({
  sealed: Buffer.from('sealed'),
  sidIndex: 'sid',
  subjectIndex: 'subject',
  idleUntil: Date.now() + 60_000,
  endsAt: Date.now() + 60_000,
  confirmedAt,
});

test('a restart signs nobody out, and nobody else may read the file', async () => {
  const path = join(folder, 'restart.sqlite');
  const before = new SqliteStore(path);
  await before.insert('key', row(1));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await before.close();
  const after = new SqliteStore(path);
  expect((await after.read('key', Date.now()))?.sealed).toEqual(Buffer.from('sealed'));
  await after.close();
});

test('nobody else may read a file that was there before under a wider mode', async () => {
  const path = join(folder, 'restored.sqlite');
  await new SqliteStore(path).close();
  chmodSync(path, 0o644);
  const store = new SqliteStore(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await store.close();
});

test('a second process is refused by a sentence, and SIGKILL leaves no trace of the first', async () => {
  const path = join(folder, 'lock.sqlite');
  const source = `
    import { SqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'sqlite-store.ts'))};
    const store = new SqliteStore(${JSON.stringify(path)});
    await store.insert('key', { sealed: Buffer.from('x'), sidIndex: '', subjectIndex: '', idleUntil: 9e15, endsAt: 9e15, confirmedAt: 0 });
    console.log('open');
    setInterval(() => undefined, 1000);`;
  const env = { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' };
  const first = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(first.stdout, 'data');
  expect(() => new SqliteStore(path)).toThrow(/is in use by another process/);
  const gone = once(first, 'exit');
  first.kill('SIGKILL');
  await gone;
  const next = new SqliteStore(path);
  expect(await next.read('key', Date.now())).toBeDefined();
  await next.close();
  expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
});
