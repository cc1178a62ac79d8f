import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answerProof } from '../../support/account-page.ts';
import { startBrowser, signIn, visitor } from '../../support/browser.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestClient, TestUser } from '../../support/test-realm.ts';
import { directGrant, refresh } from '../../support/tokens.ts';
import type { Tokens } from '../../support/tokens.ts';

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let shop: TestClient;
let bob: TestUser;
let offline: Tokens[];
let online: Tokens[];

const others = 999;

beforeAll(async () => {
  realm = things.use(await TestRealm.make());
  // Making a thousand sessions is no subject of this test: cheap hashes, and no lock against many sign-ins at once.
  const cheap = { passwordPolicy: 'hashIterations(1)', bruteForceProtected: false };
  await realm.admin.realms.update({ realm: realm.name }, cheap);
  bridge = things.use(await BridgeProcess.startFor(realm));
  shop = await realm.addClient('shop');
  bob = await realm.addUser('bob');
  offline = await addSessions(20, 'openid offline_access');
  online = await addSessions(others - offline.length, 'openid');
}, 90_000);

afterAll(() => things.disposeAsync());

async function addSessions(count: number, scope: string): Promise<Tokens[]> {
  const all: Tokens[] = [];
  const worker = async (): Promise<void> => {
    for (; count > 0; all.push(await directGrant(realm.name, shop, bob, scope))) count -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return all;
}

/** What the live region beside the progress bar said, each time that it changed, as `[done, total]`. */
async function writeDownProgress(page: Page): Promise<() => Promise<[number, number][]>> {
  const card = page.locator('keyhold-sessions-card');
  await card.evaluate((element) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const note = () => {
      const words = element.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
      if (words !== '' && words !== said.at(-1)) said.push(words);
    };
    const what = { childList: true, subtree: true, characterData: true };
    new MutationObserver(note).observe(element.shadowRoot!, what);
  });
  return async () => {
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    return said.map((words) => {
      const [, done, total] = /^([\d,]+) of ([\d,]+)$/.exec(words) ?? [];
      return [Number(done?.replaceAll(',', '')), Number(total?.replaceAll(',', ''))];
    });
  };
}

test('a thousand sessions show 20 first and all on demand; all others end with visible progress, and this one stays', async () => {
  const browser = await startBrowser();
  things.defer(() => browser.close());
  const page = await visitor(browser);
  await signIn(page, bridge.url, bob);

  const rows = page.locator('keyhold-sessions-card').getByRole('listitem');
  const showAll = page.getByRole('button', { name: /^Show all 1,?000 sessions$/ });
  await showAll.waitFor();
  expect(await rows.count()).toBe(20);
  expect(await rows.first().textContent()).toContain('This device');
  await showAll.click();
  await rows.nth(others).waitFor();
  expect(await rows.count()).toBe(others + 1);
  expect(await showAll.count()).toBe(0);

  await page.getByRole('button', { name: 'Sign out all other sessions' }).click();
  await page.getByRole('button', { name: 'Sign out 999 sessions' }).click();
  const progress = await writeDownProgress(page);
  await answerProof(page, bob.password);
  await page.getByRole('progressbar', { name: 'Signing out of other sessions' }).waitFor();
  await page.getByText('You are signed in only here.').waitFor({ timeout: 60_000 });

  const said = await progress();
  expect(said.length).toBeGreaterThanOrEqual(40);
  expect(said[0]).toEqual([0, others]);
  for (const [index, [done, total]] of said.entries()) {
    const step = done - (said[index - 1]?.[0] ?? -1);
    expect([step > 0, step <= 20, total]).toEqual([true, true, others]);
  }
  await page.getByText('Signed out of 999 other sessions.').waitFor();
  expect(await rows.count()).toBe(1);
  expect(await rows.first().textContent()).toContain('This device');
  expect(await realm.onlineSessions(bob)).toHaveLength(1);
  for (const one of [online[0]!, online[490]!, online.at(-1)!, offline[0]!, offline.at(-1)!]) {
    expect((await refresh(realm.name, shop, one)).status).toBe(400);
  }
  await page.reload();
  await page.getByText('You are signed in only here.').waitFor();
}, 90_000);
