import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signIn } from '../../support/browser.ts';
import { plugIn } from '../../support/security-keys.ts';
import { takenOver } from '../../support/taken-over.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', keys: true });
});

afterAll(() => site[Symbol.asyncDispose]());

/**
 * Chromium makes a key without a prompt only for a password that its own store keeps, which no test can give it: here its
 * authenticator makes one, and its word that somebody was present and verified is taken back, as such browsers leave it out.
 */
const makesUnprompted = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const create = navigator.credentials.create.bind(navigator.credentials);
    const asked: string[] = ((globalThis as { asked?: string[] }).asked = []);
    navigator.credentials.create = async (wish) => {
      const { mediation = 'optional' } = wish as { mediation?: string };
      asked.push(mediation);
      const { publicKey } = wish ?? {};
      const made = (await create({
        publicKey: publicKey as PublicKeyCredentialCreationOptions,
      })) as PublicKeyCredential;
      if (mediation !== 'conditional') return made;
      const { response, ...rest } = made.toJSON() as RegistrationResponseJSON;
      const bytes = new Uint8Array((made.response as AuthenticatorAttestationResponse).attestationObject.slice(0));
      const said = new Uint8Array((made.response as AuthenticatorAttestationResponse).getAuthenticatorData());
      const begin = bytes.findIndex((_, at) => said.every((byte, i) => bytes[at + i] === byte));
      // WebAuthn L3 §6.1: the flags stand behind the 32 bytes that name the relying party.
      bytes[begin + 32] = (bytes[begin + 32] as number) & ~0x05;
      const attestationObject = btoa(String.fromCharCode(...bytes))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
      return { toJSON: () => ({ ...rest, response: { ...response, attestationObject } }) } as unknown as Credential;
    };
  });

const asked = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as { asked?: string[] }).asked ?? []);

async function arrive(
  user: TestUser,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Page> {
  const page = await site.visitor();
  await prepare(page);
  await plugIn(page, 'platform');
  await signIn(page, `${site.bridge.url}/`, user);
  await takenOver(page);
  await page.bringToFront();
  return page;
}

/** From the step of the check-up, or from the card, to the listed key. */
async function add(page: Page, user: TestUser, from: 'check-up' | 'passkeys'): Promise<void> {
  await page
    .locator(`keyhold-${from}-card`)
    .getByRole('button', { name: /Add (a )?passkey/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill(user.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByText(/Passkey added\./)
    .first()
    .waitFor();
  await page.locator('keyhold-passkeys-card').getByText('Not used yet').waitFor();
}

test('the step of the check-up adds a passkey without a prompt of the browser, and it signs in at Keycloak', async () => {
  const user = await site.newUser('ute');
  const page = await arrive(user, makesUnprompted);
  await add(page, user, 'check-up');
  expect(await asked(page)).toEqual(['conditional']);
  expect(await page.locator('keyhold-check-up-card [data-step="passkeys"]').count()).toBe(0);

  // Keycloak's page asks the browser for it by itself.
  await page.context().clearCookies();
  await page.goto(`${site.bridge.url}/`);
  await page.waitForURL((at) => at.href.startsWith(site.bridge.url));
  await takenOver(page);
  await page
    .locator('keyhold-passkeys-card')
    .getByText(/Last used/)
    .waitFor();
});

test('"Add passkey" in the card lets the user choose where it is kept', async () => {
  const user = await site.newUser('uli');
  const page = await arrive(user, makesUnprompted);
  await add(page, user, 'passkeys');
  expect(await asked(page)).toEqual(['optional']);
});

test('a browser that makes none without a prompt asks the user', async () => {
  const user = await site.newUser('udo');
  await add(await arrive(user), user, 'check-up');
});
