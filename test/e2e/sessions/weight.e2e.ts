import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { TestRealm } from '../../support/test-realm.ts';

const things = new AsyncDisposableStack();
let bridge: BridgeProcess;
let visitor: BridgeVisitor;

beforeAll(async () => {
  const realm = things.use(await TestRealm.make());
  bridge = things.use(await BridgeProcess.startFor(realm));
  visitor = await BridgeVisitor.signedIn(bridge.url, await realm.addUser('alice'));
});

afterAll(() => things.disposeAsync());

/** Bytes of the body as they travel, and the text that they stand for. */
const load = (path: string): Promise<{ bytes: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { cookie: visitor.browser.cookies.header(new URL(bridge.url)), 'accept-encoding': 'br' };
    get(`${bridge.url}${path}`, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
        resolve({ bytes: body.length, text: text.toString() });
      });
    }).on('error', reject);
  });

/** Every script that a script imports at once or starts with, as the browser would find them; what a dialog needs is not among them. */
async function scripts(first: string): Promise<Map<string, { bytes: number; text: string }>> {
  const found = new Map([[first, await load(first)]]);
  const names = async (from: string, pattern: RegExp): Promise<void> => {
    for (const [, name = ''] of (found.get(from)?.text ?? '').matchAll(pattern)) {
      const path = new URL(name, new URL(from, bridge.url)).pathname;
      if (found.has(path)) continue;
      found.set(path, await load(path));
      await names(path, /\b(?:from|import)\s*["`](\.\/[\w.-]+\.js)["`]/g);
    }
  };
  await names(first, /["`](?:\.\/)?([\w.-]+\.js)["`]/g);
  return found;
}

// The bound: 40 kB in all, 30 kB of script before a dialog opens, and no build that is meant for developers.
test('the page with its first rows is light, and its script is the one for production', async () => {
  const page = await load('/sessions');
  expect(page.text).toContain('data-session="');
  const script = /<script type="module" src="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const all = [...(await scripts(script)).values()];
  expect(all.length).toBeGreaterThan(2);
  expect(all.filter(({ text }) => text.includes('Lit is in dev mode'))).toEqual([]);
  const bytes = all.reduce((sum, each) => sum + each.bytes, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(30_000);
  expect(page.bytes).toBeGreaterThan(1_000);
  expect(page.bytes + bytes).toBeLessThanOrEqual(40_000);
});
