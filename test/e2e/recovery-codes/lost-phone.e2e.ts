import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answerProof, button, card, dialog, field, gone } from '../../support/account-page.ts';
import { manyCodes } from '../../support/authenticator-app.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { fillSignIn } from '../../support/browser.ts';
import { withApp } from '../../support/person-with-app.ts';
import { callPlugin } from '../../support/plugin-call.ts';
import { chooseRecoveryCode, enterRecoveryCode, signedIn } from '../../support/sign-in-pages.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { TestSite } from '../../support/test-site.ts';

// A phone is gone: a recovery code opens the sign-in, and another one, with the password, the changes that replace the app.

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes });
  await site.realm.admin.realms.update({ realm: site.realm.name }, { quickLoginCheckMilliSeconds: 0 });
});

afterAll(() => site[Symbol.asyncDispose]());

async function signedInByCode(user: TestUser, code: string): Promise<Page> {
  const page = await site.visitor();
  await page.goto(site.bridge.url);
  await fillSignIn(page, user);
  await chooseRecoveryCode(page);
  await enterRecoveryCode(page, code);
  await signedIn(page);
  return page;
}

test('“I can’t use these”: password and a code remove the lost app, end the other sessions, and sign-in asks for no code', async () => {
  const { user, codes, caller } = await withApp(site.realm, await site.newUser('alice'));
  const [first = '', second = ''] = codes;
  const page = await signedInByCode(user, first);
  await button(page, 'Disable Phone').click();
  await answerProof(page, user.password, { recoveryCode: first });
  const proof = dialog(page, 'Confirm it is you');
  await proof.getByText('That recovery code is not right, or it was used before.').waitFor();
  expect(await field(proof, 'Password').inputValue()).toBe(user.password);
  await field(proof, 'Recovery code').fill(second);
  await button(proof, 'Continue').click();
  await gone(proof);
  await button(page, 'Enable two-factor authentication').waitFor();
  expect((await callPlugin(site.realm.name, { ...caller, path: '/sessions' })).problem).toBe('not-signed-in');
  expect(await site.realm.onlineSessions(user)).toHaveLength(1);

  // The same proof still opens what comes next: an app in place of the lost one.
  await button(page, 'Enable two-factor authentication').click();
  await dialog(page, 'Authenticator app').waitFor();
  await page.keyboard.press('Escape');
  await card(page, 'Recovery codes').getByText('8 of 10 codes left').waitFor();
  const elsewhere = await BridgeVisitor.signedIn(site.bridge.url, user);
  expect((await elsewhere.call('GET', '/api/overview')).status).toBe(200);
  await page.context().close();
}, 90_000);

// The threat: a code of somebody else, or one's own twice, stands in for the second factor.
test('another user’s code stands in for nothing, and is not used up', async () => {
  const bob = await withApp(site.realm, await site.newUser('bob'));
  const mallory = await withApp(site.realm, await site.newUser('mallory'));
  const page = await signedInByCode(mallory.user, mallory.codes[0] ?? '');
  await button(page, 'Disable Phone').click();
  await answerProof(page, mallory.user.password, { recoveryCode: bob.codes[0] ?? '' });
  await dialog(page, 'Confirm it is you').getByText('That recovery code is not right').waitFor();
  await page.context().close();
  const owner = await signedInByCode(bob.user, bob.codes[0] ?? '');
  await card(owner, 'Recovery codes').getByText('9 of 10 codes left').waitFor();
  await owner.context().close();
}, 90_000);

test('a recovery code stands in for no other proof: ending a session still asks for the app', async () => {
  const { user, codes } = await withApp(site.realm, await site.newUser('carol'));
  const page = await signedInByCode(user, codes[0] ?? '');
  await button(page, /^Sign out .+ on /)
    .first()
    .click();
  const proof = dialog(page, 'Confirm it is you');
  await proof.getByText('I can’t use these').click();
  await proof.getByText('This step needs your second factor.').waitFor();
  expect(await field(proof, 'Recovery code').count()).toBe(0);
  await page.context().close();
});
