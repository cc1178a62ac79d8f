import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answerProof, button, card, dialog, field, gone, prove } from '../../support/account-page.ts';
import { AuthenticatorApp, manyCodes } from '../../support/authenticator-app.ts';
import { fillSignIn } from '../../support/browser.ts';
import { readQrCode } from '../../support/qr-code.ts';
import { enterCode, signedIn, visit } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
});

afterAll(() => site[Symbol.asyncDispose]());

const factorCard = (page: Page) => card(page, 'Two-factor authentication');
const enrolment = (page: Page) => dialog(page, 'Authenticator app');
const codesDialog = (page: Page) => dialog(page, 'Recovery codes');

/** From the page to the dialog with the QR code, with the app that scanned it. */
async function scanning(page: Page, user: TestUser): Promise<AuthenticatorApp> {
  await visit(page, site.bridge.url, user);
  await button(page, 'Enable two-factor authentication').click();
  await prove(page, user);
  const uri = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  return new AuthenticatorApp(uri.searchParams.get('secret') ?? '');
}

async function verify(page: Page, code: string): Promise<void> {
  await field(enrolment(page), 'Authentication code').fill(code);
  await button(enrolment(page), 'Verify').click();
}

test('from the QR code to ten recovery codes; then sign-in asks for a code, and takes none twice', async () => {
  const alice = await site.newUser('alice');
  const page = await site.visitor(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
  await visit(page, site.bridge.url, alice);
  await button(page, 'Enable two-factor authentication').click();
  await prove(page, alice);

  const uri = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  expect([uri.protocol, uri.host, uri.pathname]).toEqual([
    'otpauth:',
    'totp',
    expect.stringContaining(`:${alice.username}`),
  ]);
  const secret = uri.searchParams.get('secret') ?? '';
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const key = await enrolment(page).locator('code.key').textContent();
  expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  expect(key?.replaceAll(' ', '')).toBe(secret);
  await button(enrolment(page), 'Copy key').click();
  await button(enrolment(page), 'Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  const link = enrolment(page).getByRole('link', { name: 'Open in an authenticator app', includeHidden: true });
  expect(await link.getAttribute('href')).toBe(uri.href);

  const app = new AuthenticatorApp(secret);
  const enrolledBy = await app.freshCode();
  await verify(page, enrolledBy);
  await codesDialog(page).waitFor();
  await savesCodes(page, alice);
  await factorCard(page).getByRole('listitem').filter({ hasText: 'Authenticator app' }).waitFor();
  await card(page, 'Recovery codes').getByText('10 of 10 codes left').waitFor();

  const elsewhere = await site.visitor('Firefox on Windows');
  await elsewhere.goto(site.bridge.url);
  await fillSignIn(elsewhere, alice);
  await enterCode(elsewhere, enrolledBy);
  await elsewhere.getByText('Invalid authenticator code').waitFor();
  const signedInBy = await app.freshCode();
  await enterCode(elsewhere, signedInBy);
  await signedIn(elsewhere);

  // And the reverse: what opened the sign-in proves nothing on the page.
  await button(page, /^Disable/).click();
  await answerProof(page, alice.password, { code: signedInBy });
  await dialog(page, 'Confirm it is you').getByText('That code is not right.').waitFor();
  await prove(page, alice, { code: await app.freshCode() });
  await button(page, 'Enable two-factor authentication').waitFor();
  await elsewhere.context().close();
  await page.context().close();
}, 90_000);

/** Copies, downloads and prints the codes, ticks them as saved and leaves by "Done". */
async function savesCodes(page: Page, user: TestUser): Promise<void> {
  const shown = codesDialog(page);
  const codes = await shown.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
  expect(new Set(codes).size).toBe(10);
  // Ten times at least 80 bits, in groups, without letters that look alike.
  for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-tv-z]{6}(-[2-9a-hjkmnp-tv-z]{6}){2}$/);
  await button(shown, 'Copy').click();
  await button(shown, 'Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'));

  const [download] = await Promise.all([page.waitForEvent('download'), button(shown, 'Download').click()]);
  expect(download.suggestedFilename()).toMatch(/\.txt$/);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain(codes.join('\n'));
  expect(file).toContain(`Account: ${user.username}@example.test`);
  expect(file).toContain(`Site: ${new URL(site.bridge.url).host}`);
  expect(file).toContain(`Made: ${new Intl.DateTimeFormat('en-US', { dateStyle: 'long' }).format(new Date())}`);

  expect(await printed(page)).toEqual(codes);
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor();
  await button(shown, 'Go back').click();
  await button(shown, 'Done').click({ force: true });
  await shown.getByText('Tick “I saved these codes” first').waitFor();
  await shown.getByRole('checkbox', { name: 'I saved these codes' }).check();
  await button(shown, 'Done').click();
  await gone(shown);
}

/** Presses "Print" and answers the lines that paper would carry. A browser without a screen prints nothing by itself. */
async function printed(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    window.print = () => window.dispatchEvent(new Event('beforeprint'));
  });
  await page.emulateMedia({ media: 'print' });
  await button(codesDialog(page), 'Print')
    .click()
    .catch(() => undefined);
  expect(await codesDialog(page).isVisible()).toBe(false);
  const visible = await page.locator('body > :visible').count();
  const lines = await page.locator('body > :visible li').allTextContents();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  expect([visible, await page.locator('.keyhold-print').count()]).toEqual([1, 0]);
  return lines;
}

test('what is no code of now is refused with the reason, stays typed, and costs nothing', async () => {
  const bob = await site.newUser('bob');
  const page = await site.visitor();
  const app = await scanning(page, bob);
  // Those of a clock that is off hold when a period ends between typing and reading.
  const refused: [() => string, string][] = [
    [() => '12345', 'The code has 6 digits.'],
    [() => '1234567', 'The code has 6 digits.'],
    [() => '12a456', 'The code has digits only.'],
    [() => '１２３４５６', 'Type the digits as 0 to 9.'],
    [() => ' ', 'Enter the code that your authenticator app shows.'],
    [() => app.code(10), 'The clock of your phone is 5 minutes ahead.'],
    [() => app.code(-9), 'The clock of your phone is 5 minutes behind.'],
    [() => app.code(200), 'That code is not right.'],
  ];
  for (const [codeOf, reason] of refused) {
    const typed = codeOf();
    await verify(page, typed);
    await enrolment(page).getByText(reason).waitFor();
    expect(await field(enrolment(page), 'Authentication code').inputValue()).toBe(typed);
  }
  const code = await app.freshCode();
  await verify(page, `${code.slice(0, 3)} ${code.slice(3)} `);
  await codesDialog(page).waitFor();
  await page.context().close();
});

test('leaving before the code is right changes nothing', async () => {
  const carol = await site.newUser('carol');
  const page = await site.visitor();
  await scanning(page, carol);
  await page.keyboard.press('Escape');
  await gone(enrolment(page));
  await button(page, 'Enable two-factor authentication').waitFor();
  const credentials = await site.realm.admin.users.getCredentials({ realm: site.realm.name, id: carol.id });
  expect(credentials.map(({ type }) => type)).toEqual(['password']);
  await page.context().close();
});

test('an enrolment that is over says so, and the next one has another key and the same name', async () => {
  const dora = await site.newUser('dora');
  const page = await site.visitor();
  const started = page.waitForResponse((answer) => answer.url().endsWith('/api/totp/enrolments') && answer.ok());
  const first = await scanning(page, dora);
  const { id } = (await (await started).json()) as { id: string };
  await page.evaluate(async (path) => {
    await fetch(path, { method: 'DELETE', headers: { 'x-keyhold': '1' } });
  }, `/api/totp/enrolments/${id}`);
  await field(enrolment(page), 'Name').fill('My phone');
  await verify(page, await first.freshCode());
  await button(enrolment(page), 'Start again').click();
  await prove(page, dora);
  const uri = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  expect(uri.searchParams.get('secret')).not.toBe(first.secret);
  expect(await field(enrolment(page), 'Name').inputValue()).toBe('My phone');
  await page.context().close();
});
