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
async function load(path: string): Promise<{ bytes: number; text: string }> {
  const headers = { cookie: visitor.browser.cookies.header(new URL(bridge.url)), 'accept-encoding': 'br' };
  const answer = await fetch(`${bridge.url}${path}`, { headers });
  const length = Number(answer.headers.get('content-length'));
  const text = await answer.text();
  return { bytes: length > 0 ? length : Buffer.byteLength(text), text };
}

// The bound: 40 kB in all, 30 kB of script before a dialog opens, and no build that is meant for developers.
test('the page with its first rows is light, and its script is the one for production', async () => {
  const page = await load('/sessions');
  const script = /<script type="module" src="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const main = await load(script);
  expect(main.text).not.toContain('dev mode');
  expect(main.bytes).toBeGreaterThan(5_000);
  expect(main.bytes).toBeLessThanOrEqual(30_000);
  expect(page.bytes + main.bytes).toBeLessThanOrEqual(40_000);
});
