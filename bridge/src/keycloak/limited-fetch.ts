import { Problem } from '../http/problem.ts';
import { boundedFetch, keycloakUnavailable, providerLimit, type BoundedFetch } from './bounded-fetch.ts';
import { limiter } from './limiter.ts';

/** A bounded fetch of which at most so many run at once. The wait for a place counts into the call's own time limit. */
export const limitedFetch = (parallel: number): BoundedFetch => {
  const places = limiter(parallel);
  return async (url, request = {}) => {
    const limit = AbortSignal.timeout(request.timeout ?? providerLimit);
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    try {
      return await places.run(() => boundedFetch(url, { ...request, signal }), signal);
    } catch (error) {
      throw error instanceof Problem ? error : keycloakUnavailable(error);
    }
  };
};
