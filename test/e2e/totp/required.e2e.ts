import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ScureBase32Plugin } from 'otplib';
import type { Page } from 'playwright-core';
import { button, card, dialog, prove } from '../../support/account-page.ts';
import { AuthenticatorApp, manyCodes } from '../../support/authenticator-app.ts';
import { fillSignIn } from '../../support/browser.ts';
import { signedIn } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'required', lookAround: manyCodes });
});

afterAll(() => site[Symbol.asyncDispose]());

test('where a second factor is required, sign-in has it set up on Keycloak’s own page; here it proves, and the last one stays', async () => {
  const alice = await site.newUser('alice');
  const page = await site.visitor();
  await page.goto(site.bridge.url);
  await fillSignIn(page, alice);
  const secret = await page.locator('#totpSecret').inputValue();
  const app = new AuthenticatorApp(new ScureBase32Plugin().encode(Buffer.from(secret)));
  await page.locator('#totp').fill(await app.freshCode());
  await page.locator('#userLabel').fill('Made at sign-in');
  await page.getByRole('button', { name: 'Submit' }).click();
  await signedIn(page);

  const apps = card(page, 'Two-factor authentication');
  await apps.getByRole('listitem').filter({ hasText: 'Made at sign-in' }).waitFor();
  await apps.getByText('Your organisation requires a second factor.').waitFor();
  await button(page, 'Disable Made at sign-in').click();
  await page.getByRole('status').filter({ hasText: 'You can replace your last one, but not switch it off.' }).waitFor();
  expect(await dialog(page, 'Confirm it is you').count()).toBe(0);
  await button(page, 'Replace Made at sign-in').click();
  await prove(page, alice, { code: await app.freshCode() });
  await dialog(page, 'Authenticator app').waitFor();

  // What the page does not even ask for is refused whatever was proved.
  const [target = ''] = await appsOf(alice);
  const proof = { operation: 'totp.remove', target, password: alice.password, code: await app.freshCode() };
  expect(await call(page, 'POST', '/api/reauthentication', proof)).toMatchObject({ operation: 'totp.remove' });
  expect(await call(page, 'DELETE', `/api/totp/${target}`)).toMatchObject({ type: 'urn:keyhold:problem:last-factor' });
  expect(await appsOf(alice)).toEqual([target]);
  await page.context().close();
}, 60_000);

/** What the bridge answers to a call of the page's own. */
const call = (page: Page, method: string, path: string, body?: object): Promise<unknown> =>
  page.evaluate(
    async (sent) => {
      const headers = { 'content-type': 'application/json', 'x-keyhold': '1' };
      const answer = await fetch(sent.path, { method: sent.method, headers, body: sent.body });
      return answer.json() as Promise<unknown>;
    },
    { method, path, body: body === undefined ? null : JSON.stringify(body) },
  );

async function appsOf({ id }: TestUser): Promise<string[]> {
  const all = await site.realm.admin.users.getCredentials({ realm: site.realm.name, id });
  return all.flatMap((credential) => (credential.type === 'otp' ? [credential.id ?? ''] : []));
}
