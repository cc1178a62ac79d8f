import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Caller } from './caller.ts';
import { clientAddressReader } from './client-address.ts';

/** What every handler may ask of a request beside Express' own. */
export interface RequestContext {
  readonly requestId: string;
  /** The person's address, canonical. */
  readonly address: string;
  caller?: Caller;
}

export const contextOf = (res: Response): RequestContext => res.locals as RequestContext;

/** Header of a request that was given once, as text. */
export const headerOf = (req: Request, name: string): string | undefined => {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Gives each request its id and its address. An id from outside is kept only when a declared proxy brings it, well formed. */
export function requestContext(trustedProxies: readonly string[], log: Pick<Logger, 'warn'>) {
  const read = clientAddressReader(trustedProxies);
  let told = false;
  return (req: Request, res: Response, next: NextFunction): void => {
    const { address, viaProxy } = read(req.socket.remoteAddress, headerOf(req, 'x-forwarded-for'));
    if (!viaProxy && !told && req.headers['x-forwarded-for'] !== undefined) {
      // Once: a proxy sends it with every request, and anybody may send it.
      told = true;
      log.warn(
        { peer: address },
        'X-Forwarded-For from a peer that KEYHOLD_TRUSTED_PROXIES does not name is not believed: if it is your proxy, all users count as one address',
      );
    }
    const given = headerOf(req, 'x-request-id') ?? '';
    const requestId = viaProxy && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomBytes(12).toString('base64url');
    Object.assign(res.locals, { address, requestId } satisfies RequestContext);
    res.set('X-Request-Id', requestId);
    next();
  };
}
