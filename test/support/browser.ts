import { findChromium } from '@keyhold/stack/src/machine/chromium.ts';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { agents } from './browser-agents.ts';
import type { Device } from './browser-agents.ts';
import type { Credentials } from './plain-browser.ts';

/** One Chromium for a test file. It costs a second to start; visitors are contexts of it. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-proxy-server'],
  });

/** A person with a browser of their own: their cookies are nobody else's. Waits at most 10 s for anything. */
export async function visitor(
  browser: Browser,
  device: Device = 'Chrome on Linux',
  more: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', userAgent: agents[device], ...more });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** Opens `url` of the bridge, signs in at Keycloak's form, and waits for the page titled "Account security". */
export async function signIn(page: Page, url: string, user: Credentials): Promise<void> {
  await page.goto(url);
  await fillSignIn(page, user);
  await page.waitForURL((at) => at.href.startsWith(url));
}

/** Keycloak's own sign-in form, as a person fills it in. */
export async function fillSignIn(page: Page, { username, password }: Credentials): Promise<void> {
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}
