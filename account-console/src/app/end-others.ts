import type { Outcome, Problem } from '../api/problem.ts';

export interface Progress {
  done: number;
  total: number;
}

export type EndBatch = () => Promise<Outcome<{ ended: number; remaining: number }> | { ok: false; problem: null }>;

/**
 * Ends all other sessions, a batch a call, until none is left, and tells how far it is. Stops at the first problem, and at a
 * batch that ended nothing: what was ended before stays ended. `problem` is `null` when the user left.
 */
export async function endOthers(
  endBatch: EndBatch,
  expected: number,
  onProgress: (progress: Progress) => void,
): Promise<Progress & { complete: boolean; problem: Problem | null }> {
  let progress: Progress = { done: 0, total: expected };
  for (;;) {
    const outcome = await endBatch();
    if (!outcome.ok) return { ...progress, complete: false, problem: outcome.problem };
    const { ended, remaining } = outcome.value;
    const done = progress.done + ended;
    progress = { done, total: done + remaining };
    if (remaining === 0) return { ...progress, complete: true, problem: null };
    if (ended === 0)
      return { ...progress, complete: false, problem: { slug: 'unknown', named: null, requestId: null } };
    onProgress(progress);
  }
}
