/** Figures as the bench prints them: medians and ratios with an interval, never a single run. */

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) throw new Error('no values to take a quantile of');
  const position = (sorted.length - 1) * q;
  const lower = sorted[Math.floor(position)] ?? Number.NaN;
  const upper = sorted[Math.ceil(position)] ?? Number.NaN;
  return lower + (upper - lower) * (position - Math.floor(position));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Ratio {
  readonly ratio: number;
  /** 95 % interval of the ratio of medians, by bootstrap over the pairs. */
  readonly low: number;
  readonly high: number;
}

/** How many times sooner `ours` is than `theirs`, over interleaved pairs; a fixed seed makes a report repeatable. */
export function ratioOfMedians(ours: readonly number[], theirs: readonly number[], rounds = 2000): Ratio {
  if (ours.length !== theirs.length || ours.length === 0) throw new Error('a ratio needs pairs');
  const random = seeded(20261122);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const a: number[] = [];
    const b: number[] = [];
    for (let i = 0; i < ours.length; i++) {
      const pick = Math.floor(random() * ours.length);
      a.push(ours[pick] ?? Number.NaN);
      b.push(theirs[pick] ?? Number.NaN);
    }
    ratios.push(median(b) / median(a));
  }
  return { ratio: median(theirs) / median(ours), low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
}

/** A goal is missed only if the whole interval is. */
export const meets = (ratio: Ratio, atLeast: number): boolean => ratio.high >= atLeast;

/** A limit is kept only if the ratio itself does: the interval says how sure that is. */
export const staysWithin = (ratio: Ratio, atMost: number): boolean => ratio.ratio <= atMost;

/** mulberry32: small, even, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
