import type { NextFunction, Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { bounded } from '../store/bounded.ts';
import type { SessionStore } from '../store/session-store.ts';
import { Problem } from './problem.ts';
import { problems } from './problems.ts';
import { contextOf } from './request-context.ts';

/** Whoever owns one IPv6 address owns its whole /64: they count as one. */
export function addressBucket(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? parsed.toString() : ipv6Bucket(parsed, 64);
}

/** The IPv6 /48 that providers give to one site, with 65,536 /64 in it. Undefined for IPv4. */
export function siteBucket(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? undefined : ipv6Bucket(parsed, 48);
}

const ipv6Bucket = ({ parts }: ipaddr.IPv6, bits: 48 | 64): string =>
  `${parts
    .slice(0, bits / 16)
    .map((part) => part.toString(16))
    .join(':')}::/${bits}`;

/** Counts per minute: in memory for one process, in Redis where several share the load. */
export function rateLimits(config: Pick<Config, 'limitAddress' | 'limitUser'>, store: SessionStore) {
  const make = (name: string, points: number): RateLimiterAbstract =>
    store.shared
      ? new RateLimiterRedis({
          storeClient: store.shared.client,
          useRedisPackage: true,
          keyPrefix: `${store.shared.prefix}rate:${name}`,
          points,
          duration: 60,
        })
      : new RateLimiterMemory({ keyPrefix: name, points, duration: 60 });

  const guard =
    (limiter: RateLimiterAbstract, bucketOf: (res: Response) => string | undefined) =>
    async (_req: Request, res: Response, next: NextFunction): Promise<void> => {
      const bucket = bucketOf(res);
      if (bucket !== undefined) await consume(limiter, bucket);
      next();
    };

  const byAddress = (res: Response) => addressBucket(contextOf(res).address);
  return {
    address: guard(make('address', config.limitAddress), byAddress),
    signIn: guard(make('sign-in', Math.ceil(config.limitAddress / 10)), byAddress),
    /** Sign-ins cost the store a row each: a whole site may start as many as one address may send requests. */
    signInOfSite: guard(make('sign-in-site', config.limitAddress), (res) => siteBucket(contextOf(res).address)),
    user: guard(make('user', config.limitUser), (res) => contextOf(res).caller?.subject),
  };
}

async function consume(limiter: RateLimiterAbstract, bucket: string): Promise<void> {
  const verdict = limiter.consume(bucket).catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  });
  // A store that does not answer refuses: guessing must not become free because Redis is down.
  const { remainingPoints, consumedPoints, msBeforeNext } = await bounded(verdict);
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  if (remainingPoints <= 0 && consumedPoints > limiter.points) {
    throw new Problem(problems.tooManyRequests, { headers: { 'Retry-After': String(seconds) } });
  }
}
