import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { signIn, startBrowser, visitor } from '../../support/browser.ts';
import { addKey, listed } from '../../support/key-calls.ts';
import { plugIn } from '../../support/security-keys.ts';
import { Key } from '../../support/software-key.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';
import { testRun } from '../../support/test-run.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true, mostKeys: 2 }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
});

afterAll(() => things.disposeAsync());

async function arrive(user: TestUser): Promise<Page> {
  const page = await visitor(browser);
  await plugIn(page, 'platform');
  await signIn(page, `${bridge.url}/passkeys`, user);
  await takenOver(page);
  return page;
}

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

async function confirm(page: Page, user: TestUser): Promise<void> {
  const dialog = dialogOf(page, 'Confirm it is you');
  await dialog.getByLabel('Password', { exact: true }).fill(user.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
}

test('who has as many keys as the realm allows looks through them, removes one, and adds the new one', async () => {
  const user = await realm.addUser('anna');
  const page = await arrive(user);
  const first = await addKey(page, user, 'passkey', 'First');
  // Another passkey, of another device: a device takes one.
  const elsewhere = new Key('webauthn-passwordless', testRun().keycloakUrl, user.id).stored;
  await realm.admin.users.update({ realm: realm.name, id: user.id }, { credentials: [elsewhere] });
  const card = page.locator('keyhold-passkeys-card');
  await page.reload();
  await takenOver(page);
  await card.getByRole('button', { name: 'Add passkey' }).click();
  const review = dialogOf(page, 'Review your keys');
  await review.getByText('You have 2 keys, as many as your organisation allows.').waitFor();
  expect(await review.getByRole('button', { name: 'Add passkey' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await review.waitFor({ state: 'hidden' });
  expect((await listed(page, 'passkey')).map(({ label }) => label).sort()).toEqual(['First', 'my key']);

  await card.getByRole('button', { name: 'Add passkey' }).click();
  await review.getByRole('button', { name: 'Remove First' }).click();
  await dialogOf(page, 'Confirm it is you').getByRole('button', { name: 'Use passkey' }).click();
  await review.getByText('First removed.').waitFor();
  await review.getByRole('button', { name: 'Add passkey' }).click();
  await confirm(page, user);
  await page.getByText('Passkey added.').first().waitFor();
  const ids = (await listed(page, 'passkey')).map(({ id }) => id);
  expect([ids.length, ids.includes(first.id)]).toEqual([2, false]);
  await page.context().close();
});
