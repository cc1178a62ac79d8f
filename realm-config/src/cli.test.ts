import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { runCli } from './cli.ts';

const PASSWORD = 'the-administrators-password';
const SECRET = 'the-clients-own-secret';
const TOKEN = 'the-administrators-token';
const env = {
  KEYHOLD_ADMIN_URL: 'http://keycloak.test/auth',
  KEYHOLD_ADMIN_USERNAME: 'admin',
  KEYHOLD_ADMIN_PASSWORD: PASSWORD,
  SECRET,
};
const stockFetch = globalThis.fetch;
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'realm-config-cli-'));
  file = join(folder, 'realm.yaml');
  writeFileSync(
    file,
    'realm: shop\ncreate: true\npage-url: https://a.example\nbridge: { client-id: b, client-secret: "${SECRET}" }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  globalThis.fetch = stockFetch;
});

type Answer = (path: string, method: string) => Response | Error;
const json = (body: unknown, status = 200): Response => Response.json(body, { status });
const absent: Answer = () => json({ error: 'Could not find resource' }, 404);

/** Runs a command line against a Keycloak that signs the administrator in and answers all else by `answer`. */
async function run(args: string[], answer: Answer = absent, variables: Record<string, string> = env) {
  const calls: string[] = [];
  globalThis.fetch = jest.fn((input: string | URL | Request, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    calls.push(`${init?.method ?? 'GET'} ${pathname}`);
    expect(init?.redirect).toBe('error');
    expect(init?.signal).toBeInstanceOf(AbortSignal);
    const isToken = pathname === '/auth/realms/master/protocol/openid-connect/token';
    const given = isToken ? json({ access_token: TOKEN, expires_in: 60 }) : answer(pathname, init?.method ?? 'GET');
    return given instanceof Response ? Promise.resolve(given) : Promise.reject(given);
  });
  const text: string[] = [];
  const keep = (line: string): void => void text.push(line);
  const code = await runCli(args, variables, { out: keep, err: keep });
  const all = text.join('\n');
  for (const secret of [PASSWORD, SECRET, TOKEN]) expect(all).not.toContain(secret);
  return { code, text: all, calls };
}

test('plan and drift answer 2 when something differs, and write nothing', async () => {
  for (const command of ['plan', 'drift', 'doctor']) {
    const { code, calls } = await run([command, file]);
    expect(code).toBe(2);
    expect(calls.filter((call) => !/^GET |token$/.test(call))).toEqual([]);
  }
});

const keyholdRealm: Answer = (path) => {
  if (path.endsWith('/admin/realms/shop')) {
    return json({ realm: 'shop', browserFlow: 'browser', attributes: { 'keyhold.enabled': 'true', other: 'x' } });
  }
  return json([]);
};

test('remove without --yes answers 2, names what would go, and writes nothing', async () => {
  const { code, text, calls } = await run(['remove', file], keyholdRealm);
  expect(code).toBe(2);
  expect(text).toContain("- remove the realm's attributes keyhold.*: ");
  expect(text).toContain('nothing was taken away yet');
  expect(calls.filter((call) => !/^GET |token$/.test(call))).toEqual([]);
});

test('remove answers 0 where nothing of Keyhold is, and 1 where there is no realm', async () => {
  const bare: Answer = (path) => (path.endsWith('/admin/realms/shop') ? json({ realm: 'shop' }) : json([]));
  expect(await run(['remove', file, '--yes'], bare)).toMatchObject({
    code: 0,
    text: expect.stringContaining('Nothing'),
  });
  expect(await run(['remove', file])).toMatchObject({ code: 1, text: expect.stringContaining('has no realm shop') });
});

test('a removal that Keycloak does not keep is an error', async () => {
  const { code, text, calls } = await run(['remove', file, '--yes'], keyholdRealm);
  expect(code).toBe(1);
  expect(text).toContain("Keycloak did not keep the removal: remove the realm's attributes keyhold.*");
  expect(calls.filter((call) => call.startsWith('PUT '))).toEqual(['PUT /auth/admin/realms/shop']);
});

test('--yes belongs to remove alone', async () => {
  const { code, text, calls } = await run(['apply', file, '--yes']);
  expect([code, calls]).toEqual([1, []]);
  expect(text).toContain('--yes is for remove; apply needs none.');
});

test('--json prints one object with the format, the verbs and the reasons', async () => {
  const { text } = await run(['plan', file, '--json']);
  const report = JSON.parse(text) as { format: number; changes: { verb: string; object: string; reason: string }[] };
  expect(report.format).toBe(1);
  expect(report.changes[0]).toMatchObject({ verb: 'create', object: 'realm shop', reason: expect.any(String) });
});

test('apply answers 1 when a write fails, and says what, why and what next', async () => {
  const { code, text } = await run(['apply', file], (_, method) =>
    method === 'POST' ? json({ errorMessage: 'the disk is full' }, 500) : json({}, 404),
  );
  expect(code).toBe(1);
  expect(text).toContain('Could not create realm shop: Keycloak answered 500 (the disk is full)');
  expect(text).toContain("→ Look into Keycloak's log");
});

test.each<[string, Answer, string]>([
  ['HTML with status 200', () => new Response('<html>hello</html>'), 'an answer that realm-config does not understand'],
  ['a realm without a name', () => json({ id: 'x' }), 'an answer that realm-config does not understand'],
  ['403', () => json({ error: 'nope' }, 403), 'does not let this administrator do it (403)'],
  ['500 in HTML', () => new Response('<html>', { status: 500 }), 'Keycloak answered 500'],
  [
    'nobody at home',
    () => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    'cannot be reached (ECONNREFUSED)',
  ],
  ['silence', () => new DOMException('late', 'TimeoutError'), 'Keycloak did not answer in time'],
])('answers 1 and a plain sentence for %s', async (_, answer, sentence) => {
  const { code, text } = await run(['plan', file], answer);
  expect(code).toBe(1);
  expect(text).toContain('Could not read realm shop');
  expect(text).toContain(sentence);
});

test('reads again when an answer is late, and never writes twice', async () => {
  let reads = 0;
  const late = new DOMException('late', 'TimeoutError');
  const patient = await run(['plan', file], () => (++reads === 1 ? late : json({}, 404)));
  expect(patient.code).toBe(2);
  const { code, calls } = await run(['apply', file], (_, method) => (method === 'POST' ? late : json({}, 404)));
  expect(code).toBe(1);
  expect(calls.filter((call) => /^POST .*realms.?$/.test(call))).toHaveLength(1);
});

test('answers 1 for a wrong command line, a wrong file and a connection that is not set up', async () => {
  expect(await run([])).toMatchObject({ code: 1, calls: [] });
  expect(await run(['destroy', file])).toMatchObject({ code: 1, calls: [] });
  expect(await run(['toString', file])).toMatchObject({ code: 1, calls: [] });
  expect(await run(['plan', file, '--force'])).toMatchObject({ code: 1, calls: [] });
  expect(await run(['plan', join(folder, 'none.yaml')])).toMatchObject({ code: 1, calls: [] });
  const { code, text } = await run(['plan', file], absent, { SECRET });
  expect(code).toBe(1);
  expect(text).toMatch(/KEYHOLD_ADMIN_URL.*KEYHOLD_ADMIN_USERNAME.*KEYHOLD_ADMIN_PASSWORD/);
  expect((await run(['--help'])).code).toBe(0);
});
