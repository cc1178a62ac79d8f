import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { makeSessions } from './make-sessions.ts';
import { readUsersFile } from './users-file.ts';

const stockFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = stockFetch;
});

const demoFile = join(import.meta.dirname, '../../../demo/users.yaml');

test('the demo has alice, bob and the realm administrator rita, and says that it is a demo', () => {
  const { users, applications } = readUsersFile(demoFile);
  expect(users.map(({ username, 'realm-admin': admin }) => [username, admin])).toEqual([
    ['alice', false],
    ['bob', false],
    ['rita', true],
  ]);
  expect(users.every(({ password }) => password.includes('demo'))).toBe(true);
  expect(applications.map(({ 'client-id': id, offline }) => [id, offline])).toEqual([
    ['demo-app', false],
    ['demo-mobile', true],
  ]);
});

test('makes as many sessions as asked, one after the other, from several devices, some of them offline', async () => {
  const seen: { agent: string | null; client: string | null; scope: string | null }[] = [];
  let open = 0;
  globalThis.fetch = jest.fn(async (_: unknown, init?: RequestInit) => {
    expect(++open).toBe(1);
    const form = init?.body as URLSearchParams;
    seen.push({
      agent: new Headers(init?.headers).get('user-agent'),
      client: form.get('client_id'),
      scope: form.get('scope'),
    });
    await Promise.resolve();
    open--;
    return Response.json({ refresh_token: 'r', session_state: `s${seen.length}` });
  });
  const made = await makeSessions({ url: 'http://kc.test', realm: 'demo', username: 'bob', password: 'p', count: 40 });
  expect(new Set(made.map(({ id }) => id)).size).toBe(40);
  expect(made.filter(({ kind }) => kind === 'offline')).toHaveLength(5);
  expect(seen.filter(({ client }) => client === 'demo-mobile').map(({ scope }) => scope)).toEqual(
    Array(5).fill('openid offline_access'),
  );
  expect(new Set(seen.map(({ agent }) => agent)).size).toBeGreaterThan(8);
});

test('says plainly when a sign-in is refused, without the password', async () => {
  globalThis.fetch = jest.fn(() => Promise.resolve(Response.json({ error: 'invalid_grant' }, { status: 401 })));
  const request = { url: 'http://kc.test', realm: 'demo', username: 'bob', password: 'hunter2', count: 3 };
  const error: unknown = await makeSessions(request).catch((e: unknown) => e);
  expect(String(error)).toContain('did not sign bob in for a session');
  expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  // A wrong password is tried once: more would lock the user out.
  expect(globalThis.fetch).toHaveBeenCalledTimes(1);
});
