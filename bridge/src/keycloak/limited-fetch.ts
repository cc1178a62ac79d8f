import { Problem } from '../http/problem.ts';
import {
  boundedFetch,
  keycloakUnavailable,
  providerLimit,
  type BoundedAnswer,
  type BoundedRequest,
} from './bounded-fetch.ts';
import { limiter } from './limiter.ts';

export interface LimitedRequest extends Omit<BoundedRequest, 'headers'> {
  /** Made once the call has a place: a token that is in them cannot run out in the queue. */
  readonly headers: () => Promise<Record<string, string>>;
}

export type LimitedFetch = (url: string, request: LimitedRequest) => Promise<BoundedAnswer>;

/** A bounded fetch of which at most so many run at once. The wait for a place counts into the call's own time limit. */
export const limitedFetch = (parallel: number): LimitedFetch => {
  const places = limiter(parallel);
  return async (url, { headers, ...request }) => {
    const limit = AbortSignal.timeout(request.timeout ?? providerLimit);
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    const work = async (): Promise<BoundedAnswer> =>
      boundedFetch(url, { ...request, headers: await headers(), signal });
    try {
      return await places.run(work, signal);
    } catch (error) {
      // What the headers could not be made of is told as it is; only the wait can end by the signal.
      if (error instanceof Problem || !signal.aborted || error !== signal.reason) throw error;
      throw keycloakUnavailable(error);
    }
  };
};
