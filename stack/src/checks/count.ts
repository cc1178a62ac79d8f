/** How many tests of a step passed and failed. A skipped test counts as failed: nothing passes by skipping. */
export interface Count {
  passed: number;
  failed: number;
}

export const onePassed: Count = { passed: 1, failed: 0 };
export const oneFailed: Count = { passed: 0, failed: 1 };

export function sum(counts: Count[]): Count {
  return counts.reduce((all, count) => ({ passed: all.passed + count.passed, failed: all.failed + count.failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

/** What a runner's counts come to, given how it ended: no test at all, or a bad ending that no test explains, is a failure. */
export function judge(count: Count, endedWell: boolean): Count {
  const ranNothing = count.passed + count.failed === 0;
  const badEnding = !endedWell && count.failed === 0;
  return ranNothing || badEnding ? { ...count, failed: count.failed + 1 } : count;
}
