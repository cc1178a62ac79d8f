import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.ts';
import { problems } from './problems.ts';
import { headerOf } from './request-context.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets only our own pages change something. The header cannot be sent across origins without our consent (we give none), the origin
 * must be ours exactly: a sibling subdomain, which shares SameSite cookies, is refused too.
 */
export function changingRequestGuard(origin: string) {
  return (req: Request, _res: Response, next: NextFunction): void => {
    const ours = headerOf(req, 'x-keyhold') === '1' && headerOf(req, 'origin') === origin;
    next(ours || reading.has(req.method) ? undefined : new Problem(problems.forbiddenOrigin));
  };
}
