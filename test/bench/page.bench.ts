import type { BrowserContext } from 'playwright-core';
import { BridgeProcess } from '../support/bridge-process.ts';
import { signIn, startBrowser, visitor } from '../support/browser.ts';
import { linkPage } from '../support/link-page.ts';
import { withApp } from '../support/person-with-app.ts';
import { directGrant } from '../support/tokens.ts';
import { testRun } from '../support/test-run.ts';
import { TestRealm } from '../support/test-realm.ts';
import type { TestUser } from '../support/test-realm.ts';
import { loadPage, untilControl } from './page-load.ts';
import type { PageLoad } from './page-load.ts';
import { coldAndWarm, loadPairs, report } from './page-pairs.ts';
import type { ComparedPages } from './page-pairs.ts';
import { side } from './pairs.ts';
import type { BenchWishes } from './pairs.ts';
import type { BenchReport } from './report.ts';
import { median, quantile } from './statistics.ts';

const throttledPairs = 9;
const buttonLoads = 15;
const sessions = 5;

/**
 * The page until its first session and until its first credential, beside Keycloak's "Device activity" and "Signing in" of the
 * same user in the same realm: five sessions, a password, an authenticator app, ten recovery codes.
 */
export async function page({ pairs = 30 }: BenchWishes): Promise<BenchReport[]> {
  await using realm = await TestRealm.make({ accessToken: '5m', secondFactor: 'optional' });
  await using bridge = await BridgeProcess.startFor(realm);
  const alice = await realm.addUser('alice');
  // Keycloak's detection refuses quick sign-ins of one user, right passwords too; nothing here is about that.
  await realm.admin.realms.update({ realm: realm.name }, { bruteForceProtected: false });
  await furnish(realm, alice);
  await using browser = await startBrowser();
  const tab = await visitor(browser);
  await signIn(tab, `${bridge.url}/`, alice);
  const context = tab.context();
  await tab.close();
  await withApp(realm, alice);

  const sessionRow = sessionPages(realm, bridge);
  return [
    ...(await coldAndWarm(context, sessionRow, pairs)),
    ...(await coldAndWarm(context, credentialPages(realm, bridge), pairs)),
    await slowly(context, sessionRow, Math.min(pairs, throttledPairs)),
    await untilSignOutWorks(context, sessionRow.ours.url),
  ];
}

/** All sessions but two, that of the browser and that in which the app is set up. */
async function furnish(realm: TestRealm, user: TestUser): Promise<void> {
  const app = await realm.addClient('app');
  for (let i = 2; i < sessions; i++) await directGrant(realm.name, app, user);
}

const keycloakPage = (realm: TestRealm, name: string): string =>
  `${testRun().keycloakUrl}/realms/${realm.name}/account/account-security/${name}`;

function sessionPages(realm: TestRealm, bridge: BridgeProcess): ComparedPages {
  // Both sides show the address that a session came from.
  const text = /127\.0\.0\.1|::1/;
  return {
    row: 'session row',
    ours: { url: `${bridge.url}/sessions`, row: '[data-session]', text },
    theirs: {
      url: keycloakPage(realm, 'device-activity'),
      row: '[data-testid^="row-"], .signed-in-device-list li, .pf-v5-c-data-list__item',
      text,
    },
    peer: 'Device activity',
  };
}

/** Both sides show since when there is a credential: ours as "Changed …", Keycloak as "Created" and a date. */
const credentialPages = (realm: TestRealm, bridge: BridgeProcess): ComparedPages => ({
  row: 'credential row',
  ours: { url: `${bridge.url}/`, row: '[data-credential]', text: /Changed \S/ },
  theirs: {
    url: keycloakPage(realm, 'signing-in'),
    row: '[data-testrole="created-at"]',
    text: /Created.*\d{4}/,
  },
  peer: 'Signing in',
});

const medianTask = (loads: readonly PageLoad[]): number => Math.round(median(loads.map((load) => load.longestTaskMs)));

async function slowly(context: BrowserContext, pages: ComparedPages, count: number): Promise<BenchReport> {
  const slow = { cold: true, slowDown: 4 };
  const loads = await loadPairs(context, pages, slow, count);
  // What any page costs this browser.
  await using link = await linkPage(pages.ours.url);
  const floor: PageLoad[] = [];
  for (let i = 0; i < count; i++) floor.push(await loadPage(context, { url: link.url, row: 'a', text: /Go/ }, slow));
  const longest = medianTask(side(loads, 'ours'));
  return report('Page, first session row, cold cache, processor 4× slower', pages, loads, [
    {
      what: 'longest task (median of the loads)',
      measured: `${longest} ms, of a page with one link ${medianTask(floor)} ms`,
      goal: '≤ 50 ms',
      met: longest <= 50,
    },
  ]);
}

async function untilSignOutWorks(context: BrowserContext, url: string): Promise<BenchReport> {
  const control = { button: '[data-session] button', method: 'DELETE' };
  const times: number[] = [];
  for (let i = 0; i < buttonLoads; i++) times.push(await untilControl(context, url, control));
  return {
    name: `Keyhold, warm cache, until a row's "Sign out" works, ${buttonLoads} loads`,
    rows: [{ 'median ms': Math.round(median(times)), 'p95 ms': Math.round(quantile(times, 0.95)) }],
    goals: [],
    raw: times,
  };
}
