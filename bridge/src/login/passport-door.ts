import type { Request, Response } from 'express';
import { Passport, type AuthenticateOptions } from 'passport';
import { InvalidToken } from '../keycloak/oidc-verify.ts';
import { KeycloakStrategy, type KeycloakStrategyDeps, type SignedIn, type SignInStart } from './keycloak-strategy.ts';

/** The two ways through passport, as promises: its callbacks stay in this file. Passport keeps no session of its own. */
export function passportDoor(deps: KeycloakStrategyDeps) {
  const passport = new Passport();
  passport.use('keycloak', new KeycloakStrategy(deps));

  const run = (req: Request, res: Response, state?: SignInStart): Promise<SignedIn | undefined> =>
    new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error('passport failed'));
      // The strategy answers a start by its own redirect and calls nobody.
      res.once('finish', () => resolve(undefined));
      // Passport's types know only text as state; what ours holds never leaves the server.
      const options = { session: false, state } as AuthenticateOptions;
      const middleware = passport.authenticate('keycloak', options, (error: unknown, user: unknown) => {
        if (error) fail(error);
        else if (user) resolve(user as SignedIn);
        else fail(new InvalidToken('refused by the strategy'));
      }) as (req: Request, res: Response, next: (error?: unknown) => void) => void;
      middleware(req, res, fail);
    });

  return {
    /** Redirects the browser to Keycloak. */
    leave: async (req: Request, res: Response, start: SignInStart): Promise<void> => {
      // The strategy tells leaving from coming back by the query, which here is whatever somebody wrote into a link.
      await run(Object.create(req, { query: { value: {} } }) as Request, res, start);
    },
    /** Checks what Keycloak sent the browser back with. */
    enter: async (req: Request, res: Response): Promise<SignedIn> => {
      const signedIn = await run(req, res);
      if (!signedIn) throw new InvalidToken('the strategy answered by itself');
      return signedIn;
    },
  };
}
