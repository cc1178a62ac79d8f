import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ScureBase32Plugin } from 'otplib';
import type { Page } from 'playwright-core';
import { answerProof, button, card, dialog, field, gone, prove } from '../../support/account-page.ts';
import { AuthenticatorApp, manyCodes } from '../../support/authenticator-app.ts';
import { fillSignIn } from '../../support/browser.ts';
import { withApp } from '../../support/person-with-app.ts';
import type { PersonWithApp } from '../../support/person-with-app.ts';
import { readQrCode } from '../../support/qr-code.ts';
import { enterCode, signedIn, visit } from '../../support/sign-in-pages.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
});

afterAll(() => site[Symbol.asyncDispose]());

const apps = (page: Page) => card(page, 'Two-factor authentication');
const row = (page: Page, name: string) => apps(page).getByRole('listitem').filter({ hasText: name });
const enrolment = (page: Page) => dialog(page, 'Authenticator app');

/** Somebody with one app, signed in with a code of it. */
async function visitorWithApp(name: string): Promise<PersonWithApp & { page: Page }> {
  const person = await withApp(site.realm, await site.newUser(name));
  return { ...person, page: await signedInWithCode(person) };
}

const signedInWithCode = async ({ user, app }: Pick<PersonWithApp, 'app' | 'user'>): Promise<Page> =>
  visit(await site.visitor(), site.bridge.url, user, await app.freshCode());

/** The dialog with the QR code is open: the app that scanned it. */
async function scanned(page: Page): Promise<AuthenticatorApp> {
  const uri = new URL(await readQrCode(enrolment(page).getByRole('img', { name: 'QR code' })));
  return new AuthenticatorApp(uri.searchParams.get('secret') ?? '');
}

async function verify(page: Page, code: string): Promise<void> {
  await field(enrolment(page), 'Authentication code').fill(code);
  await button(enrolment(page), 'Verify').click();
}

const stored = async ({ user }: Pick<PersonWithApp, 'user'>): Promise<string[]> => {
  const all = await site.realm.admin.users.getCredentials({ realm: site.realm.name, id: user.id });
  return all.filter(({ type }) => type === 'otp').map(({ userLabel = '' }) => userLabel);
};

test('replaced, the old app works until the new one is proven: leaving keeps it, a right code ends it', async () => {
  const { page, user, app } = await visitorWithApp('alice');
  await button(page, 'Replace Phone').click();
  await prove(page, user, { code: await app.freshCode() });
  await enrolment(page).getByText('“Phone” keeps working until then').waitFor();
  await button(enrolment(page), 'Cancel').click();
  await gone(enrolment(page));
  await (await signedInWithCode({ user, app })).context().close();

  await button(page, 'Replace Phone').click();
  await prove(page, user, { code: await app.freshCode() });
  const next = await scanned(page);
  await verify(page, await next.freshCode());
  await gone(enrolment(page));
  await row(page, 'Phone').waitFor();
  expect(await stored({ user })).toEqual(['Phone']);
  const elsewhere = await site.visitor();
  await elsewhere.goto(site.bridge.url);
  await fillSignIn(elsewhere, user);
  await enterCode(elsewhere, await app.freshCode());
  await elsewhere.getByText('Invalid authenticator code').waitFor();
  await enterCode(elsewhere, await next.freshCode());
  await signedIn(elsewhere);
  await elsewhere.context().close();
  await page.context().close();
}, 120_000);

test('several apps: a name that is taken is refused, markup and 255 characters are a name, each can be renamed', async () => {
  const { page, user, app } = await visitorWithApp('bob');
  const longest = '<b>Ünï</b> 🔑 '.padEnd(255, 'x');
  await button(page, 'Add another app').click();
  await prove(page, user, { code: await app.freshCode() });
  const second = await scanned(page);
  await field(enrolment(page), 'Name').fill('Phone');
  await verify(page, second.code());
  await enrolment(page).getByText('Another of your apps has this name.').waitFor();
  await field(enrolment(page), 'Name').fill(longest);
  await verify(page, second.code(1));
  await gone(enrolment(page));
  await row(page, longest).waitFor();
  expect((await stored({ user })).sort()).toEqual([longest, 'Phone'].sort());

  await button(page, 'Rename Phone').click();
  await field(apps(page), 'Name').fill(longest);
  await button(apps(page), 'Save').click();
  await apps(page).getByText('Another one has this name.').waitFor();
  await field(apps(page), 'Name').fill('<script>alert(1)</script>');
  await button(apps(page), 'Save').click();
  await row(page, '<script>alert(1)</script>').waitFor();
  expect((await stored({ user })).sort()).toEqual([longest, '<script>alert(1)</script>'].sort());
  await page.context().close();
}, 90_000);

test('an app that Keycloak’s own pages set up shows here, proves here and can be disabled; then sign-in asks for no code', async () => {
  const user = await site.newUser('carol');
  const secret = randomBytes(20).toString('base64url').slice(0, 20);
  await site.realm.admin.users.update(
    { realm: site.realm.name, id: user.id },
    {
      credentials: [
        { type: 'password', value: user.password, temporary: false },
        {
          type: 'otp',
          userLabel: 'Set up at Keycloak',
          secretData: JSON.stringify({ value: secret }),
          credentialData: JSON.stringify({ subType: 'totp', digits: 6, period: 30, algorithm: 'HmacSHA1' }),
        },
      ],
    },
  );
  const app = new AuthenticatorApp(new ScureBase32Plugin().encode(Buffer.from(secret)));
  const page = await signedInWithCode({ user, app });
  await row(page, 'Set up at Keycloak').waitFor();
  await button(page, 'Disable Set up at Keycloak').click();
  await answerProof(page, user.password, { code: '000000' });
  await dialog(page, 'Confirm it is you').getByText('That code is not right.').waitFor();
  await prove(page, user, { code: await app.freshCode() });
  await page.getByText('Two-factor authentication is off.').waitFor();
  expect(await stored({ user })).toEqual([]);
  const elsewhere = await visit(await site.visitor(), site.bridge.url, user);
  await elsewhere.context().close();
  await page.context().close();
}, 90_000);

test('removed in the admin console while the dialog is open: told so, and the page shows what is', async () => {
  const { page, user, app } = await visitorWithApp('dora');
  await button(page, 'Disable Phone').click();
  await dialog(page, 'Confirm it is you').waitFor();
  const { realm } = site;
  await realm.admin.users.deleteCredential({ realm: realm.name, id: user.id, credentialId: app.id });
  await prove(page, user, { code: await app.freshCode() });
  await page.getByText('Phone had already been removed.').waitFor();
  await button(page, 'Enable two-factor authentication').waitFor();
  await page.context().close();
}, 90_000);
