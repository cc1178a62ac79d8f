import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { limiter, type Limiter } from './limiter.ts';

/** Longest wait for a place, in milliseconds; who waits longer is refused, so that waiting requests do not pile up. */
const patience = 2000;

export interface PersonLimiter {
  /** Runs the work once this person has room. Throws `too-many-requests` when that takes too long. */
  run<T>(person: string, work: () => Promise<T>): Promise<T>;
}

/** Lets at most so many pieces of work of one person run at once in this process, whoever else is busy. */
export const personLimiter = (limit: number, wait = patience): PersonLimiter => {
  const busy = new Map<string, { readonly places: Limiter; users: number }>();
  return {
    run: async (person, work) => {
      const mine = busy.get(person) ?? { places: limiter(limit), users: 0 };
      busy.set(person, mine);
      mine.users += 1;
      const signal = AbortSignal.timeout(wait);
      try {
        return await mine.places.run(work, signal);
      } catch (error) {
        // Only the wait ends by this signal; the work knows nothing of it.
        if (!signal.aborted || error !== signal.reason) throw error;
        throw new Problem(problems.tooManyRequests, { cause: error, headers: { 'Retry-After': '1' } });
      } finally {
        mine.users -= 1;
        if (mine.users === 0) busy.delete(person);
      }
    },
  };
};
