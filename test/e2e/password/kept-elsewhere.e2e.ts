import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, card, dialog } from '../../support/account-page.ts';
import { fillSignIn } from '../../support/browser.ts';
import { testRealmPrefix } from '../../support/servers.ts';
import { takenOver } from '../../support/taken-over.ts';
import { testRun } from '../../support/test-run.ts';
import { TestSite } from '../../support/test-site.ts';

// A user who signs in through another provider: a second realm of the same Keycloak plays it. Their password is kept there.

const name = 'Northwind';
const person = { username: 'nora', password: `nora-${randomBytes(9).toString('base64url')}-42` };

let site: TestSite;
let page: Page;
const provider = testRealmPrefix + randomBytes(5).toString('hex');

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional' });
  const { realm } = site;
  const secret = randomBytes(18).toString('base64url');
  const [here, there] = [realm.name, provider].map((each) => `${testRun().keycloakUrl}/realms/${each}`);
  await realm.admin.realms.create({ realm: provider, enabled: true });
  await realm.admin.clients.create({
    realm: provider,
    clientId: 'keyhold-test',
    secret,
    redirectUris: [`${here}/broker/northwind/endpoint`],
  });
  await realm.admin.users.create({
    realm: provider,
    username: person.username,
    enabled: true,
    ...{ email: 'nora@example.test', emailVerified: true, firstName: 'Nora', lastName: 'Northwind' },
    credentials: [{ type: 'password', value: person.password, temporary: false }],
  });
  await realm.admin.identityProviders.create({
    realm: realm.name,
    alias: 'northwind',
    displayName: name,
    providerId: 'oidc',
    enabled: true,
    config: {
      clientId: 'keyhold-test',
      clientSecret: secret,
      clientAuthMethod: 'client_secret_post',
      authorizationUrl: `${there}/protocol/openid-connect/auth`,
      tokenUrl: `${there}/protocol/openid-connect/token`,
      jwksUrl: `${there}/protocol/openid-connect/certs`,
      useJwksUrl: 'true',
      validateSignature: 'true',
      issuer: there,
      defaultScope: 'openid profile email',
    },
  });
  page = await site.visitor();
}, 90_000);

afterAll(async () => {
  await site.realm.admin.realms.del({ realm: provider });
  await site[Symbol.asyncDispose]();
});

test('who comes through a provider reads where the password is kept, and is offered no change of it', async () => {
  await page.goto(site.bridge.url);
  await page.getByRole('link', { name }).click();
  await fillSignIn(page, person);
  await page.waitForURL((at) => at.href.startsWith(site.bridge.url));
  await takenOver(page);
  const password = card(page, 'Password');
  await password.getByText(`You sign in through ${name}. Your password is kept there`).waitFor();
  expect(await password.getByRole('button').count()).toBe(0);
}, 60_000);

test('what needs a proof says why none can be given here, and leads to what can be done', async () => {
  await button(card(page, 'Two-factor authentication'), 'Enable two-factor authentication').click();
  const proof = dialog(page, 'Confirm it is you');
  await proof.getByText('you sign in through another provider. Nothing was changed.').waitFor();
  expect(await proof.getByLabel('Password', { exact: true }).count()).toBe(0);
  const link = proof.getByRole('link');
  expect(await link.getAttribute('href')).toContain(`/realms/${site.realm.name}/account`);
  await page.keyboard.press('Escape');
  await proof.waitFor({ state: 'detached' });
}, 60_000);

test('nothing on the page is a dead end: each card is there, and no step is proposed that this user cannot take', async () => {
  for (const section of ['Password', 'Two-factor authentication', 'Recovery codes', 'Active sessions'])
    await card(page, section).waitFor();
  expect(await page.getByRole('button', { name: 'Change password' }).count()).toBe(0);
  expect(await page.getByText('Turn on two-factor authentication').count()).toBe(0);
  expect(await card(page, 'Security check-up').count()).toBe(0);
}, 60_000);
