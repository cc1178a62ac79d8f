import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { button, card, dialog, field, gone, prove } from '../../support/account-page.ts';
import { fillSignIn } from '../../support/browser.ts';
import { readQrCode } from '../../support/qr-code.ts';
import { enterCode, signedIn, visit } from '../../support/sign-in-pages.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional' });
});

afterAll(() => site[Symbol.asyncDispose]());

type Settings = Parameters<typeof site.realm.admin.realms.update>[1];

/** Keycloak takes a policy for codes only as a whole. */
const setPolicy = (settings: Settings) =>
  site.realm.admin.realms.update(
    { realm: site.realm.name },
    {
      otpPolicyType: 'totp',
      otpPolicyAlgorithm: 'HmacSHA1',
      otpPolicyDigits: 6,
      otpPolicyPeriod: 30,
      otpPolicyInitialCounter: 0,
      otpPolicyLookAheadWindow: 1,
      ...settings,
    },
  );

const enrolment = (page: Page) => dialog(page, 'Authenticator app');

/** What an app that follows the QR code shows now, or so many periods later. */
function codeOf(uri: URL, later = 0): string {
  const { secret = '', algorithm = '', digits, period } = Object.fromEntries(uri.searchParams);
  return generateSync({
    secret,
    algorithm: algorithm.toLowerCase() as 'sha256',
    digits: Number(digits),
    period: Number(period),
    epoch: Math.floor(Date.now() / 1_000) + later * Number(period),
  });
}

async function verify(page: Page, code: string): Promise<void> {
  await field(enrolment(page), 'Authentication code').fill(code);
  await button(enrolment(page), 'Verify').click();
}

test('the realm’s own digits, period and algorithm are said, in the QR code, and what sign-in takes; changed meanwhile, one starts again', async () => {
  const alice = await site.newUser('alice');
  const page = await visit(await site.visitor(), site.bridge.url, alice);
  await button(page, 'Enable two-factor authentication').click();
  await prove(page, alice);
  const plain = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  await setPolicy({ otpPolicyDigits: 8, otpPolicyPeriod: 60, otpPolicyAlgorithm: 'HmacSHA256' });
  await verify(page, codeOf(plain));
  await button(enrolment(page), 'Start again').click();
  await prove(page, alice);

  await enrolment(page).getByText('Time-based, 8 digits, every 60 seconds, SHA-256.').waitFor();
  const uri = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ digits: '8', period: '60', algorithm: 'SHA256' });
  await verify(page, codeOf(uri).slice(2));
  await enrolment(page).getByText('The code has 8 digits.').waitFor();
  await verify(page, codeOf(uri));
  await gone(enrolment(page));

  const elsewhere = await site.visitor();
  await elsewhere.goto(site.bridge.url);
  await fillSignIn(elsewhere, alice);
  await enterCode(elsewhere, codeOf(uri, 1));
  await signedIn(elsewhere);
  await elsewhere.context().close();
  await page.context().close();
}, 60_000);

test('a policy that is not offered here, and a sign-in that asks for no code, are said in place of a button', async () => {
  const bob = await site.newUser('bob');
  const page = await visit(await site.visitor(), site.bridge.url, bob);
  const apps = card(page, 'Two-factor authentication');
  await setPolicy({ otpPolicyType: 'hotp' });
  await page.reload();
  await apps.getByText('Your organisation uses counter-based codes, which cannot be set up here.').waitFor();
  expect(await button(page, 'Enable two-factor authentication').count()).toBe(0);
  await setPolicy({ browserFlow: 'browser' });
  await page.reload();
  await card(page, 'Recovery codes').getByText('Sign-in here accepts no recovery codes.').waitFor();
  await page.context().close();
}, 60_000);
