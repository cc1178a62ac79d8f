import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { Seal } from '../store/seal.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { hashOf } from './secret-id.ts';
import { WebSessions } from './web-sessions.ts';

const minute = 60_000;
const content = {
  subject: 'canary-subject',
  username: 'canary-name',
  keycloakSession: 'canary-sid',
  idToken: 'canary-id-token',
  tokens: { accessToken: 'canary-access', renewAt: 0, refreshToken: 'canary-refresh' },
  grants: [],
};
const open = (store: SqliteStore, key = Buffer.alloc(32, 1)) =>
  new WebSessions(store, new Seal(key), pino({ level: 'silent' }), { idleMinutes: 30, lifetimeHours: 12 });

let store: SqliteStore;
let sessions: WebSessions;
let id: string;
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'], now: 1_800_000_000_000 });
  store = new SqliteStore(':memory:');
  sessions = open(store);
  id = (await sessions.open(content)) ?? '';
});
afterEach(async () => {
  jest.useRealTimers();
  await store.close();
});
const pass = (milliseconds: number): void => {
  jest.setSystemTime(Date.now() + milliseconds);
};

test('a session ends after 30 minutes without a visit', async () => {
  pass(29 * minute);
  expect(await sessions.visit(id)).toBeDefined();
  pass(29 * minute);
  expect(await sessions.visit(id)).toBeDefined();
  pass(31 * minute);
  expect(await sessions.visit(id)).toBeUndefined();
});

test('a session ends 12 hours after its sign-in, however busy it was', async () => {
  for (let visits = 0; visits < 47; visits += 1) {
    pass(15 * minute);
    expect(await sessions.visit(id)).toBeDefined();
  }
  pass(15 * minute);
  expect(await sessions.visit(id)).toBeUndefined();
});

test('looking after a session does not keep it from going idle', async () => {
  pass(29 * minute);
  await sessions.change(hashOf(id), (now) => ({ ...now, shown: 'x' }), true);
  expect(await sessions.find(hashOf(id))).toBeDefined();
  pass(2 * minute);
  expect(await sessions.visit(id)).toBeUndefined();
});

test('64 changes at once are all kept', async () => {
  const grant = (index: number) => ({ operation: 'sessions.end', target: String(index), grant: 'g', expiresAt: '' });
  const change = (index: number) =>
    sessions.change(hashOf(id), (now) => ({ ...now, grants: [...now.grants, grant(index)] }));
  await Promise.all(Array.from({ length: 64 }, (_, index) => change(index)));
  const targets = (await sessions.visit(id))?.content.grants.map(({ target }) => Number(target));
  expect(targets?.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, index) => index));
});

test('a change after the end changes nothing', async () => {
  const session = await sessions.visit(id);
  await sessions.end(session?.key ?? '', 'test');
  expect(await sessions.change(session?.key ?? '', (now) => now)).toBeUndefined();
  expect(await sessions.visit(id)).toBeUndefined();
});

test('a Keycloak session that has ended gets no web session within the minute that a sign-in on it may still take', async () => {
  await sessions.endByKeycloakSession(content.keycloakSession, 'test');
  pass(59_000);
  expect(await sessions.open(content)).toBeUndefined();
  pass(2_000);
  expect(await sessions.open(content)).toBeDefined();
});

test('another session key signs everybody out instead of failing', async () => {
  expect(await open(store, Buffer.alloc(32, 2)).visit(id)).toBeUndefined();
  expect(await sessions.visit(id)).toBeUndefined();
});

// Threat: who can write to the store gives one user's row to another id. Bound: a row opens only where it was sealed.
test('a row that was moved to another id does not open', async () => {
  const other = (await sessions.open({ ...content, subject: 'other' })) ?? '';
  const row = await store.read(hashOf(id), Date.now());
  await store.change(hashOf(other), { sealed: row?.sealed ?? Buffer.alloc(0) }, Date.now());
  expect(await sessions.visit(other)).toBeUndefined();
});

// Threat: who can write to the store prolongs a session. Bound: its lifetime is sealed with it.
test('a later end written beside a row does not prolong the session', async () => {
  const read = store.read.bind(store);
  store.read = async (key) => {
    const row = await read(key, 0);
    return row && { ...row, idleUntil: 9e15, endsAt: 9e15 };
  };
  pass(11 * 60 * minute);
  expect(await sessions.visit(id)).toBeDefined();
  pass(61 * minute);
  expect(await sessions.visit(id)).toBeUndefined();
  expect(await sessions.change(hashOf(id), (now) => now)).toBeUndefined();
});

test('the file tells neither tokens nor names nor ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-sessions-'));
  const file = new SqliteStore(join(folder, 'bridge.sqlite'));
  const inFile = (await open(file).open(content)) ?? '';
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  await file.close();
  rmSync(folder, { recursive: true });
  expect(bytes.join('').length).toBeGreaterThan(1000);
  expect(bytes.join('')).not.toMatch(/canary/);
  expect(bytes.join('')).not.toContain(inFile);
});
