import type { BrowserContext } from 'playwright-core';
import { loadPage } from './page-load.ts';
import type { MeasuredPage, PageLoad } from './page-load.ts';
import { interleaved, side } from './pairs.ts';
import type { Pair } from './pairs.ts';
import type { BenchReport, Goal } from './report.ts';
import { median, meets, ratioOfMedians } from './statistics.ts';

type PagePair = Pair<PageLoad>;

/** Two pages of one user, and what the row is that both are measured by. */
export interface ComparedPages {
  readonly row: string;
  readonly ours: MeasuredPage;
  readonly theirs: MeasuredPage;
  /** What the peer's page is called. */
  readonly peer: string;
}

export const loadPairs = (
  context: BrowserContext,
  { ours, theirs }: ComparedPages,
  options: { cold: boolean; slowDown?: number },
  count: number,
): Promise<PagePair[]> =>
  interleaved(
    count,
    () => loadPage(context, ours, options),
    () => loadPage(context, theirs, options),
  );

/** Both caches, with the goals that hold for every row. */
export async function coldAndWarm(
  context: BrowserContext,
  pages: ComparedPages,
  count: number,
): Promise<BenchReport[]> {
  // Both sides before anything counts: class loading and first compilation are nobody's merit.
  await loadPairs(context, pages, { cold: true }, 3);
  const cold = await loadPairs(context, pages, { cold: true }, count);
  const warm = await loadPairs(context, pages, { cold: false }, count);
  return [
    report(`Page, first ${pages.row}, cold cache`, pages, cold, [sooner(pages, cold, 4), ...costs(cold)]),
    report(`Page, first ${pages.row}, warm cache`, pages, warm, [sooner(pages, warm, 6)]),
  ];
}

const figures = (loads: readonly PageLoad[]) => ({
  requests: median(loads.map((load) => load.requests)),
  'wire bytes': median(loads.map((load) => load.wireBytes)),
  'script bytes': median(loads.map((load) => load.scriptBytes)),
  'first row ms': Math.round(median(loads.map((load) => load.firstRowMs))),
  'longest task ms': Math.round(Math.max(...loads.map((load) => load.longestTaskMs))),
});

export function report(
  name: string,
  { peer }: ComparedPages,
  loads: readonly PagePair[],
  goals: readonly Goal[],
): BenchReport {
  return {
    name: `${name}, ${loads.length} interleaved pairs`,
    rows: [
      { page: 'Keyhold', ...figures(side(loads, 'ours')) },
      { page: `Keycloak, ${peer}`, ...figures(side(loads, 'theirs')) },
    ],
    goals,
    raw: loads,
  };
}

function sooner({ row }: ComparedPages, loads: readonly PagePair[], atLeast: number): Goal {
  const ratio = ratioOfMedians(
    side(loads, 'ours').map((load) => load.firstRowMs),
    side(loads, 'theirs').map((load) => load.firstRowMs),
  );
  return {
    what: `first ${row} sooner`,
    measured: `${ratio.ratio.toFixed(1)}× [${ratio.low.toFixed(1)}, ${ratio.high.toFixed(1)}]`,
    goal: `≥ ${atLeast}×`,
    met: meets(ratio, atLeast),
  };
}

function costs(loads: readonly PagePair[]): Goal[] {
  const ours = figures(side(loads, 'ours'));
  const atMost = (what: string, value: number, limit: number): Goal => ({
    what,
    measured: String(value),
    goal: `≤ ${limit}`,
    met: value <= limit,
  });
  return [
    atMost('requests', ours.requests, 8),
    atMost('wire bytes', ours['wire bytes'], 40_000),
    atMost('script bytes before a dialog opens', ours['script bytes'], 30_000),
  ];
}
