import type { Page } from 'playwright-core';
import { fillSignIn } from './browser.ts';
import type { Credentials } from './plain-browser.ts';
import { takenOver } from './taken-over.ts';

/** Keycloak's form for the code of an authenticator app, which comes after the password. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** From that form to the one for recovery codes, by "Try Another Way". */
export async function chooseRecoveryCode(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Try Another Way' }).click();
  await page.getByRole('button', { name: 'Recovery codes' }).click();
}

/** Keycloak's form for a recovery code. */
export async function enterRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Recovery code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** The page that a sign-in ends at, ready for a click. */
export async function signedIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Account security' }).waitFor();
  await takenOver(page);
}

/** Opens the page at `url` and signs in with all that Keycloak asks; a code only where one is given. */
export async function visit(page: Page, url: string, user: Credentials, code?: string): Promise<Page> {
  await page.goto(url);
  await fillSignIn(page, user);
  if (code !== undefined) await enterCode(page, code);
  await signedIn(page);
  return page;
}
