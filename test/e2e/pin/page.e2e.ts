import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answerProof, button, card, dialog, field, gone, prove } from '../../support/account-page.ts';
import { manyCodes } from '../../support/authenticator-app.ts';
import { withApp } from '../../support/person-with-app.ts';
import { goodPin, otherPin, pinOf, setPin } from '../../support/pin.ts';
import { visit } from '../../support/sign-in-pages.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestSite } from '../../support/test-site.ts';

// Journey 11: a PIN is set, changed and replaced on the page.

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.open({ secondFactor: 'optional', lookAround: manyCodes, pin: { mode: 'on' } });
  await site.realm.admin.realms.update({ realm: site.realm.name }, { quickLoginCheckMilliSeconds: 0 });
}, 60_000);

afterAll(() => site[Symbol.asyncDispose]());

const pinCard = (page: Page) => card(page, 'PIN');

async function fill(page: Page, title: string, pin: string, again = pin, current?: string): Promise<void> {
  const form = dialog(page, title);
  if (current !== undefined) await field(form, 'Current PIN').fill(current);
  await field(form, 'New PIN').fill(pin);
  await field(form, 'Confirm new PIN').fill(again);
  await button(form, 'Save PIN').click();
}

test('“Set up PIN”: what is too easy and what differs is told, and the proof sets it; the page never shows it', async () => {
  const user = await site.newUser('alice');
  const page = await visit(await site.visitor(), `${site.bridge.url}/pin`, user);
  await button(pinCard(page), 'Set up PIN').click();
  const form = dialog(page, 'Set up PIN');
  await fill(page, 'Set up PIN', '123456');
  await form.getByText('This PIN does not meet a rule: Not digits in a row, such as 123456').first().waitFor();
  await fill(page, 'Set up PIN', goodPin, otherPin);
  await form.getByText('The two PINs are not the same.').first().waitFor();
  expect(await field(form, 'New PIN').getAttribute('inputmode')).toBe('numeric');
  await fill(page, 'Set up PIN', goodPin);
  await answerProof(page, 'wrong');
  await dialog(page, 'Confirm it is you').getByText('That password is not right').first().waitFor();
  await prove(page, user);
  await gone(form);
  await pinCard(page).getByText(/^Set /).first().waitFor();
  await page.getByText(/^PIN set\. Some apps wait with payments until /).waitFor();
  expect(await page.content()).not.toContain(goodPin);
  await page.reload();
  await takenOver(page);
  await button(pinCard(page), 'Change PIN').waitFor();
  await page.context().close();
}, 90_000);

test('“Change PIN” wants the old one, counts wrong ones, and pauses after five; “Forgot PIN?” opens it at once', async () => {
  const user = await site.newUser('bob');
  const caller = await setPin(site.realm, user, goodPin);
  const page = await visit(await site.visitor(), `${site.bridge.url}/pin`, user);
  await button(pinCard(page), 'Change PIN').click();
  const form = dialog(page, 'Change PIN');
  await fill(page, 'Change PIN', otherPin, otherPin, '777777');
  await form
    .getByText(/That PIN is not right\. 4 tries left/)
    .first()
    .waitFor();
  await fill(page, 'Change PIN', otherPin, otherPin, goodPin);
  await gone(form);
  await page.getByText('PIN changed.').waitFor();
  expect((await pinOf(site.realm, caller))['triesLeft']).toBeNull();

  await button(pinCard(page), 'Change PIN').click();
  for (let wrong = 1; wrong <= 5; wrong++) {
    await fill(page, 'Change PIN', goodPin, goodPin, `70318${wrong}`);
    await (wrong < 5 ? form.getByText(`${5 - wrong} `).first() : form.getByText(/\d:\d\d/).first()).waitFor();
  }
  expect((await pinOf(site.realm, caller))['pausedUntil']).not.toBeNull();
  await page.keyboard.press('Escape');
  await gone(form);
  await pinCard(page)
    .getByText(/^Paused until /)
    .waitFor();

  await button(pinCard(page), 'Forgot PIN?').click();
  await fill(page, 'Forgot PIN?', goodPin);
  await prove(page, user);
  await gone(dialog(page, 'Forgot PIN?'));
  expect(await pinOf(site.realm, caller)).toMatchObject({ pausedUntil: null, triesLeft: null, disabled: false });
  await page.context().close();
}, 90_000);

test('who has an app proves it as well, or with password and recovery code', async () => {
  const { user, app, codes } = await withApp(site.realm, await site.newUser('carol'));
  const page = await site.visitor();
  await visit(page, `${site.bridge.url}/pin`, user, await app.freshCode());
  await button(pinCard(page), 'Set up PIN').click();
  await fill(page, 'Set up PIN', goodPin);
  await prove(page, user, { recoveryCode: codes[0] ?? '' });
  await gone(dialog(page, 'Set up PIN'));
  await button(pinCard(page), 'Change PIN').waitFor();
  await page.context().close();
}, 90_000);

test('two browsers change it at once: one does, and the other is told', async () => {
  const user = await site.newUser('dave');
  const caller = await setPin(site.realm, user, goodPin);
  const pages: Page[] = [];
  for (let i = 0; i < 2; i++) pages.push(await visit(await site.visitor(), `${site.bridge.url}/pin`, user));
  for (const page of pages) {
    await button(pinCard(page), 'Change PIN').click();
    await field(dialog(page, 'Change PIN'), 'New PIN').waitFor();
  }
  const [first, second] = pages as [Page, Page];
  await fill(first, 'Change PIN', otherPin, otherPin, goodPin);
  await gone(dialog(first, 'Change PIN'));
  await fill(second, 'Change PIN', '596382', '596382', goodPin);
  await dialog(second, 'Change PIN').getByText('That PIN is not right').first().waitFor();
  expect((await pinOf(site.realm, caller))['triesLeft']).toBe(4);
  await Promise.all(pages.map((page) => page.context().close()));
}, 90_000);

test.each([
  ['a desktop', { width: 1280, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
])(
  'on %s nothing moves when the code of the card arrives',
  async (_where, viewport) => {
    const user = await site.newUser('paula');
    const page = await visit(await site.visitor(undefined, { viewport }), `${site.bridge.url}/`, user);
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/pin-card-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await takenOver(page);
    const top = async (): Promise<number> => (await card(page, 'Active sessions').boundingBox())?.y ?? NaN;
    const before = await top();
    arrive();
    await button(pinCard(page), 'Set up PIN').waitFor();
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
    await page.context().close();
  },
  60_000,
);

test('code of the card that does not arrive is told; the rest of the page works', async () => {
  const user = await site.newUser('quentin');
  const page = await visit(await site.visitor(), `${site.bridge.url}/`, user);
  await page.route('**/pin-card-*.js', (route) => route.abort());
  await page.reload();
  await page.getByText('The server does not answer.').waitFor();
  await button(card(page, 'Password'), 'Change password').waitFor();
  await page.context().close();
}, 60_000);
