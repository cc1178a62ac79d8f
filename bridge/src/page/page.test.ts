import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Overview } from '../overview/overview.schema.ts';
import { clientConfig } from '../testing/api-under-test.ts';
import { fakeCaller } from '../testing/fake-caller.ts';
import { golden } from '../testing/golden.ts';
import { pageRouter } from './page.routes.ts';

// What the console's build brings for Node, in short: it fails for a user called "broken".
const servedPage = `export const servePage = ({ overview, path, rendered }) => {
  if (overview.user.username === 'broken') throw new Error('broken');
  const body = '<keyhold-account>' + [path, rendered.zone, overview.sessions.items.length].join(' ') + '</keyhold-account>';
  return { body, sheet: 'a{}', sheets: ['a{}', 'b{}', ...(overview.user.username === 'strange' ? ['strange{}'] : [])] };
};`;
const sourceOf = (sheet: string): string => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
const sheetSources = ['a{}', 'b{}'].map(sourceOf);
const script = `export const a = ${JSON.stringify('x'.repeat(2000))};`;
let consoleDir: string;
let server: Server;
let caller: Caller | undefined;
let read: () => Promise<Overview>;
let reads = 0;

beforeAll(async () => {
  consoleDir = mkdtempSync(join(tmpdir(), 'keyhold-console-'));
  mkdirSync(join(consoleDir, '.vite'));
  mkdirSync(join(consoleDir, 'assets'));
  writeFileSync(join(consoleDir, 'assets/main-abc.js'), script);
  writeFileSync(join(consoleDir, 'assets/main-abc.css'), 'a{}');
  writeFileSync(join(consoleDir, 'assets/main-abc.css.gz'), gzipSync('from-disk{}'));
  mkdirSync(join(consoleDir, 'server'));
  writeFileSync(join(consoleDir, 'server/package.json'), '{"type":"module"}');
  writeFileSync(join(consoleDir, 'server/served-page.js'), servedPage);
  writeFileSync(join(consoleDir, 'secret.txt'), 'secret');
  writeFileSync(
    join(consoleDir, '.vite/manifest.json'),
    JSON.stringify({
      '_shared.js': { file: 'assets/shared-def.js', css: ['assets/shared-def.css'] },
      'src/later.ts': { file: 'assets/later-123.js', isDynamicEntry: true, imports: ['src/main.ts'] },
      'src/main.ts': {
        file: 'assets/main-abc.js',
        isEntry: true,
        css: ['assets/main-abc.css'],
        imports: ['_shared.js'],
        dynamicImports: ['src/later.ts'],
      },
    }),
  );
  const app = express();
  app.use(securityHeaders({ publicUrl: 'http://localhost', keycloakUrl: 'http://localhost:8080/kc' }));
  app.use((_req, res, next) => {
    Object.assign(res.locals, { caller });
    next();
  });
  app.use(
    '/base',
    pageRouter({
      config: { ...clientConfig, basePath: '/base' },
      consoleDir,
      overview: { read: () => ((reads += 1), read()) },
      log: { error: () => undefined },
    }),
  );
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    res.status(error instanceof Problem ? error.kind.status : 500).send('handled');
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  rmSync(consoleDir, { recursive: true });
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
});
beforeEach(() => {
  caller = fakeCaller();
  reads = 0;
  read = () => Promise.resolve(golden('overview/overview') as Overview);
});

/** A raw request: fetch would decode and resolve dot segments by itself. */
const get = (path: string, encoding = 'identity', cookie = '') =>
  new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    request(
      { port: (server.address() as AddressInfo).port, path, headers: { 'accept-encoding': encoding, cookie } },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes: Buffer.concat(chunks) }),
        );
      },
    )
      .on('error', reject)
      .end();
  });

/** The console as of a new build, of which no page was rendered yet: such a page comes in one piece. */
let builds = 0;
const newBuild = (): Promise<void> =>
  utimes(join(consoleDir, 'server/served-page.js'), new Date(), new Date(1e12 + ++builds * 1e6));

/** A page was rendered already: the next one begins before Keycloak has answered. */
const renderedBuild = async (): Promise<void> => {
  await newBuild();
  await get('/base/');
  reads = 0;
};

const moments: [string, () => Promise<void>][] = [
  ['the first of a build', newBuild],
  ['a later one', renderedBuild],
];

const overviewOf = (): Overview => golden('overview/overview') as Overview;

const stateIn = (page: string): unknown =>
  JSON.parse(/<script type="application\/json" id="keyhold-state">(.*?)<\/script>/.exec(page)?.[1] ?? '');

describe.each(moments)('the page, %s,', (_which, begin) => {
  beforeEach(begin);

  test.each(['/base/', '/base/sessions', '/base'])(
    '%s brings the overview inlined by one read, and the hashed files',
    async (path) => {
      const { status, headers, bytes } = await get(path);
      const page = bytes.toString();
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(reads).toBe(1);
      expect(page).toContain('<title>Account security</title>');
      expect(page).toContain('<html lang="en">');
      expect(page).toContain('<script type="module" src="/base/assets/main-abc.js"></script>');
      expect(page).toContain('<link rel="stylesheet" href="/base/assets/main-abc.css">');
      expect(page).toContain('<link rel="modulepreload" href="/base/assets/shared-def.js">');
      expect(page).not.toContain('later-123');
      expect(stateIn(page)).toMatchObject({
        config: { ...clientConfig, basePath: '/base' },
        overview: golden('overview/overview'),
      });
    },
  );

  test('a name that looks like markup stays data', async () => {
    const overview = golden('overview/overview') as Overview;
    const username = '</script><script>alert(1)</script><!--\u2028';
    read = () => Promise.resolve({ ...overview, user: { ...overview.user, username } });
    const page = (await get('/base/')).bytes.toString();
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('\u2028');
    expect(stateIn(page)).toMatchObject({ overview: { user: { username } } });
  });

  test('without a session the browser signs in and comes back to the same address', async () => {
    caller = undefined;
    const { status, headers } = await get('/base/sessions?dialog=sessions.end');
    expect(status).toBe(302);
    expect(headers['location']).toBe('/base/auth/login?returnTo=%2Fbase%2Fsessions%3Fdialog%3Dsessions.end');
    expect(reads).toBe(0);
  });

  test('still comes when Keycloak does not answer, and says why', async () => {
    read = () => Promise.reject(new Problem(problems.keycloakUnavailable));
    const { status, bytes } = await get('/base/');
    expect(status).toBe(200);
    expect(stateIn(bytes.toString())).toMatchObject({
      overview: null,
      problem: { type: 'urn:keyhold:problem:keycloak-unavailable', requestId: 'request-1' },
    });
  });

  test.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'gzip, br;q=0', gunzipSync],
  ])('is compressed with %s for a browser that takes %s', async (encoding, accepted, decompress) => {
    const { headers, bytes } = await get('/base/', accepted);
    expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'Accept-Encoding']);
    expect(decompress(bytes).toString()).toContain('<title>Account security</title>');
  });
});

describe('a session that has ended', () => {
  test.each([
    [newBuild, 401],
    [renderedBuild, 200],
  ])('is said instead of sending the browser in circles (%#)', async (begin, expected) => {
    await begin();
    read = () => Promise.reject(new Problem(problems.notSignedIn));
    const { status, bytes } = await get('/base/sessions');
    const page = bytes.toString();
    expect(status).toBe(expected);
    expect(page).toContain('<h1>Your session has ended</h1>');
    expect(page).toContain('href="/base/auth/login?returnTo=%2Fbase%2Fsessions">Sign in</a>');
    expect([page.match(/<body>/g)?.length, page]).toEqual([1, expect.not.stringContaining('keyhold-state')]);
  });
});

describe('a page whose head goes first', () => {
  beforeEach(renderedBuild);

  test.each([
    ['identity', (bytes: Buffer) => bytes],
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is on its way (%s) before Keycloak has answered', async (encoding, decompress) => {
    let answer = (_overview: Overview): void => undefined;
    read = () => new Promise((resolve) => (answer = resolve));
    const { port } = server.address() as AddressInfo;
    const page = await new Promise<Buffer>((resolve, reject) => {
      request({ port, path: '/base/', headers: { 'accept-encoding': encoding } }, (res) => {
        const chunks: Buffer[] = [];
        // Nothing more comes until the overview does.
        res.once('data', () => answer(overviewOf()));
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => resolve(Buffer.concat(chunks)));
      })
        .on('error', reject)
        .end();
    });
    const text = decompress(page).toString();
    expect(stateIn(text)).toMatchObject({ overview: golden('overview/overview') });
    expect(text).toContain('<keyhold-account>/base/ UTC 3</keyhold-account>');
  });

  test('has no rows in sheets that its policy did not announce; the script does all, once', async () => {
    const strange = { ...overviewOf(), user: { id: '1', username: 'strange' } };
    read = () => Promise.resolve(strange);
    const first = (await get('/base/')).bytes.toString();
    expect(first).toContain('<keyhold-account></keyhold-account>');
    expect(stateIn(first)).not.toHaveProperty('rendered');
    const { headers, bytes } = await get('/base/');
    expect(bytes.toString()).toContain('<keyhold-account>/base/ UTC 3</keyhold-account>');
    expect(String(headers['content-security-policy'])).toContain(sourceOf('strange{}'));
  });
});

describe.each(moments)('the first rows as HTML, of %s,', (which, begin) => {
  beforeEach(begin);
  const policyOf = (headers: Record<string, unknown>) => String(headers['content-security-policy']);

  test('come from the console, for this address and this zone, and their sheets are allowed by hash alone', async () => {
    const { headers, bytes } = await get('/base/sessions?a=b', 'identity', 'keyhold-zone=Asia/Tokyo');
    const page = bytes.toString();
    expect(page).toContain('<keyhold-account>/base/sessions Asia/Tokyo 3</keyhold-account>');
    expect(page).toContain('<style id="keyhold-tokens">a{}</style>');
    expect(policyOf(headers)).toContain(`style-src 'self' ${sheetSources.join(' ')};`);
    expect(policyOf(headers)).toContain("script-src 'self';");
    expect(policyOf(headers)).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
    expect(stateIn(page)).toMatchObject({ rendered: { zone: 'Asia/Tokyo', nameZone: false } });
  });

  test.each([
    [
      'the console cannot render them',
      () => Promise.resolve({ ...overviewOf(), user: { id: '1', username: 'broken' } }),
    ],
    ['Keycloak does not answer', () => Promise.reject(new Problem(problems.keycloakUnavailable))],
  ])('are left out when %s, and the script does all', async (_why, reading) => {
    read = reading;
    const { status, headers, bytes } = await get('/base/sessions');
    const page = bytes.toString();
    expect(status).toBe(200);
    expect(page).toContain('<keyhold-account></keyhold-account>');
    if (which === 'the first of a build') {
      expect(page).not.toContain('<style');
      expect(policyOf(headers)).toContain("style-src 'self';");
    }
    expect(stateIn(page)).not.toHaveProperty('rendered');
  });
});

describe('signed out', () => {
  test('offers to sign in and needs no session', async () => {
    caller = undefined;
    const { status, bytes } = await get('/base/signed-out');
    expect(status).toBe(200);
    expect(bytes.toString()).toContain('role="button" href="/base/auth/login">Sign in</a>');
  });
});

describe('assets', () => {
  test('are kept for ever and compressed as well as can be', async () => {
    const { status, headers, bytes } = await get('/base/assets/main-abc.js', 'gzip, br');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('text/javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(bytes).toString()).toBe(script);
  });

  test('are read as what they say they are, load nothing, and carry nothing that speaks to documents', async () => {
    const { headers } = await get('/base/assets/main-abc.js', 'br');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'",
    });
    expect(headers).not.toHaveProperty('x-frame-options');
    expect((await get('/base/', 'br')).headers).toHaveProperty('x-frame-options');
  });

  test('use the compressed file beside them where there is one', async () => {
    const { bytes } = await get('/base/assets/main-abc.css', 'gzip');
    expect(gunzipSync(bytes).toString()).toBe('from-disk{}');
  });

  test('every file that the plain pages name is there', async () => {
    const page = (await get('/base/signed-out')).bytes.toString();
    const names = [...page.matchAll(/href="(\/base\/assets\/[^"]+)"/g)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(2);
    for (const name of names) expect((await get(name)).status).toBe(200);
  });

  test.each([
    '..%2fsecret.txt',
    '%2e%2e%2fsecret.txt',
    '../secret.txt',
    '.hidden',
    'missing.js',
    'main-abc.js%00',
    'a%2fb.js',
  ])('%s is not found', async (name) => {
    expect((await get(`/base/assets/${name}`)).status).toBe(404);
  });
});
