/**
 * Opens every state of the gallery in Chromium, at three widths and in both colour schemes, and reports what axe finds, what
 * sticks out of the window and which words are cut off. Screenshots go to `.keyhold/gallery/`, for the eye only.
 *
 * `node account-console/gallery/check.ts [part of a state's name]`
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { delimiter } from 'node:path';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { layoutFaults } from './layout-faults.ts';
import { states } from './states.ts';

const out = join(import.meta.dirname, '../../.keyhold/gallery');
const widths = [1280, 768, 320];
const schemes = ['light', 'dark'] as const;
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('The gallery check needs Chromium on the PATH (Debian: apt-get install chromium).');
  return found;
}

async function serve(): Promise<{ address: string; close: () => Promise<void> }> {
  const shared = { configFile: false as const, root: import.meta.dirname, logLevel: 'warn' as const };
  const outDir = join(out, 'site');
  await build({ ...shared, base: '/', build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false } });
  const port = Number(process.env['KEYHOLD_GALLERY_PORT'] ?? 24080);
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { port, strictPort: false, host: '127.0.0.1' },
  });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Axe in the page; each violation as one line. */
async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axeSource });
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; help: string; nodes: { target: unknown }[] }[];
    }
    const { axe } = globalThis as unknown as { axe: { run: (context: Document) => Promise<Found> } };
    const { violations } = await axe.run(document);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `axe ${id}: ${help}: ${JSON.stringify(target)}`),
    );
  });
}

async function checkState(browser: Browser, address: string, name: string): Promise<string[]> {
  const faults: string[] = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`${name}: console: ${message.text()}`));
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.goto(`${address}?${name}`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 10_000 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const where = `${name} ${width} ${colorScheme}`;
      const found = [...(await axeFaults(page)), ...(await page.evaluate(layoutFaults))];
      faults.push(...found.map((fault) => `${where}: ${fault}`));
      // A modal dialog belongs to the window; a page is shown whole.
      const fullPage = !/dialog|proof|end-others|menu|note|lost/.test(name);
      await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage });
    }
  }
  await page.close();
  return faults;
}

const wanted = Object.keys(states).filter((name) => name.includes(process.argv[2] ?? ''));
await mkdir(out, { recursive: true });
const site = await serve();
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
let failed = 0;
try {
  for (const name of wanted) {
    const faults = await checkState(browser, site.address, name).catch((error: unknown) => [
      `${name}: ${String(error)}`,
    ]);
    for (const fault of faults) console.log(fault);
    failed += faults.length;
  }
} finally {
  await browser.close();
  await site.close();
}
const views = wanted.length * widths.length * schemes.length;
console.log(`${wanted.length} states, ${views} views, ${failed} failed`);
process.exitCode = failed === 0 && wanted.length > 0 ? 0 : 1;
