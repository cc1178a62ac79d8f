import type { BrowserContext } from 'playwright-core';
import { BridgeProcess } from '../support/bridge-process.ts';
import { signIn, startBrowser, visitor } from '../support/browser.ts';
import { directGrant } from '../support/tokens.ts';
import { testRun } from '../support/test-run.ts';
import { TestRealm } from '../support/test-realm.ts';
import { loadPage, untilControl } from './page-load.ts';
import type { MeasuredPage, PageLoad } from './page-load.ts';
import type { BenchReport, Goal } from './report.ts';
import { median, meets, quantile, ratioOfMedians } from './statistics.ts';

const pairs = 30;
const throttledPairs = 5;
const buttonLoads = 15;
const sessions = 5;

interface Pair {
  readonly ours: PageLoad;
  readonly theirs: PageLoad;
}

/** The sessions page until its first row, beside Keycloak's "Device activity" of the same user in the same realm. */
export async function page(): Promise<BenchReport[]> {
  await using realm = await TestRealm.make({ accessToken: '5m' });
  await using bridge = await BridgeProcess.startFor(realm);
  const alice = await realm.addUser('alice');
  // Keycloak's detection refuses quick sign-ins of one user, right passwords too; nothing here is about that.
  await realm.admin.realms.update({ realm: realm.name }, { bruteForceProtected: false });
  const app = await realm.addClient('app');
  for (let i = 1; i < sessions; i++) await directGrant(realm.name, app, alice);
  await using browser = await startBrowser();
  const tab = await visitor(browser);
  await signIn(tab, `${bridge.url}/`, alice);
  const context = tab.context();
  await tab.close();

  // Both sides show the address that a session came from.
  const text = /127\.0\.0\.1|::1/;
  const ours: MeasuredPage = { url: `${bridge.url}/sessions`, row: '[data-session]', text };
  const theirs: MeasuredPage = {
    url: `${testRun().keycloakUrl}/realms/${realm.name}/account/account-security/device-activity`,
    row: '[data-testid^="row-"], .signed-in-device-list li, .pf-v5-c-data-list__item',
    text,
  };
  // Both sides once before anything counts: class loading and first compilation are nobody's merit.
  for (let i = 0; i < 3; i++) await loadPair(context, ours, theirs, { cold: true });
  const cold = await loadPairs(context, ours, theirs, { cold: true }, pairs);
  const warm = await loadPairs(context, ours, theirs, { cold: false }, pairs);
  const slow = await loadPairs(context, ours, theirs, { cold: true, slowDown: 4 }, throttledPairs);
  const control = { button: '[data-session] button', method: 'DELETE' };
  const buttons: number[] = [];
  for (let i = 0; i < buttonLoads; i++) buttons.push(await untilControl(context, ours.url, control));
  return [
    report('Page, cold cache', cold, coldGoals(cold)),
    report('Page, warm cache', warm, [sooner(warm, 6)]),
    slowReport(slow),
    {
      name: `Keyhold, warm cache, until a row's "Sign out" works, ${buttonLoads} loads`,
      rows: [{ 'median ms': Math.round(median(buttons)), 'p95 ms': Math.round(quantile(buttons, 0.95)) }],
      goals: [],
      raw: buttons,
    },
  ];
}

async function loadPairs(
  context: BrowserContext,
  ours: MeasuredPage,
  theirs: MeasuredPage,
  options: { cold: boolean; slowDown?: number },
  count: number,
): Promise<Pair[]> {
  const loads: Pair[] = [];
  // Turn by turn, and the first one changes: whatever the machine does in between hits both.
  for (let i = 0; i < count; i++) loads.push(await loadPair(context, ours, theirs, options, i % 2 === 1));
  return loads;
}

async function loadPair(
  context: BrowserContext,
  ours: MeasuredPage,
  theirs: MeasuredPage,
  options: { cold: boolean; slowDown?: number },
  theirsFirst = false,
): Promise<Pair> {
  if (theirsFirst) {
    const second = await loadPage(context, theirs, options);
    return { theirs: second, ours: await loadPage(context, ours, options) };
  }
  return { ours: await loadPage(context, ours, options), theirs: await loadPage(context, theirs, options) };
}

const figures = (loads: readonly PageLoad[]) => ({
  requests: median(loads.map((load) => load.requests)),
  'wire bytes': median(loads.map((load) => load.wireBytes)),
  'script bytes': median(loads.map((load) => load.scriptBytes)),
  'first row ms': Math.round(median(loads.map((load) => load.firstRowMs))),
  'longest task ms': Math.round(Math.max(...loads.map((load) => load.longestTaskMs))),
});

const side = (loads: readonly Pair[], which: keyof Pair): PageLoad[] => loads.map((pair) => pair[which]);

function report(name: string, loads: readonly Pair[], goals: Goal[]): BenchReport {
  return {
    name: `${name}, ${loads.length} interleaved pairs`,
    rows: [
      { page: 'Keyhold', ...figures(side(loads, 'ours')) },
      { page: 'Keycloak, Device activity', ...figures(side(loads, 'theirs')) },
    ],
    goals,
    raw: loads,
  };
}

function sooner(loads: readonly Pair[], atLeast: number): Goal {
  const ratio = ratioOfMedians(
    side(loads, 'ours').map((load) => load.firstRowMs),
    side(loads, 'theirs').map((load) => load.firstRowMs),
  );
  return {
    what: 'first session row sooner',
    measured: `${ratio.ratio.toFixed(1)}× [${ratio.low.toFixed(1)}, ${ratio.high.toFixed(1)}]`,
    goal: `≥ ${atLeast}×`,
    met: meets(ratio, atLeast),
  };
}

function coldGoals(loads: readonly Pair[]): Goal[] {
  const ours = figures(side(loads, 'ours'));
  const atMost = (what: string, value: number, limit: number): Goal => ({
    what,
    measured: String(value),
    goal: `≤ ${limit}`,
    met: value <= limit,
  });
  return [
    sooner(loads, 4),
    atMost('requests', ours.requests, 8),
    atMost('wire bytes', ours['wire bytes'], 40_000),
    atMost('script bytes before a dialog opens', ours['script bytes'], 30_000),
  ];
}

function slowReport(loads: readonly Pair[]): BenchReport {
  const longest = Math.round(median(side(loads, 'ours').map((load) => load.longestTaskMs)));
  return report('Page, cold cache, processor 4× slower', loads, [
    { what: 'longest task (median of the loads)', measured: `${longest} ms`, goal: '≤ 50 ms', met: longest <= 50 },
  ]);
}
