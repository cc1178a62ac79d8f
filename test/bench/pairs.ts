/** The same measurement of both sides. */
export interface Pair<T> {
  readonly ours: T;
  readonly theirs: T;
}

/** What `npm run bench` was asked for. */
export interface BenchWishes {
  /** So many interleaved pairs in place of a bench's own number: few for a first look, many for a noisy machine. */
  readonly pairs?: number;
}

/** Turn by turn, and the first one changes: whatever the machine does in between hits both. */
export async function interleaved<T>(
  count: number,
  ours: (index: number) => Promise<T>,
  theirs: (index: number) => Promise<T>,
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) {
      const first = await ours(i);
      pairs.push({ ours: first, theirs: await theirs(i) });
    } else {
      const first = await theirs(i);
      pairs.push({ ours: await ours(i), theirs: first });
    }
  }
  return pairs;
}

export const side = <T>(pairs: readonly Pair<T>[], which: keyof Pair<T>): T[] => pairs.map((pair) => pair[which]);
