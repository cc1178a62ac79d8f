/** The part of the library that `keycloak-strategy.ts` builds on; it brings no types of its own. */
declare module 'passport-openidconnect' {
  import type { Request } from 'express';
  import type { Strategy as PassportStrategy } from 'passport';

  namespace Strategy {
    interface Context {
      nonce?: string;
    }

    interface StateStore {
      store(
        req: Request,
        context: Context,
        appState: unknown,
        meta: unknown,
        done: (error: unknown, state?: string) => void,
      ): void;
      verify(req: Request, state: unknown, done: (error: unknown, context?: Context, state?: unknown) => void): void;
    }

    interface OAuth2 {
      getOAuthAccessToken(
        code: string,
        params: Record<string, string>,
        done: (
          error: unknown,
          accessToken?: string,
          refreshToken?: string,
          params?: { id_token: string } & Record<string, unknown>,
        ) => void,
      ): void;
    }

    type Verified = (error: unknown, user?: unknown, info?: unknown) => void;

    interface Options {
      issuer: string;
      authorizationURL: string;
      tokenURL: string;
      callbackURL: string;
      clientID: string;
      clientSecret: string;
      scope: string[];
      skipUserProfile: true;
      store: StateStore;
    }
  }

  class Strategy extends PassportStrategy {
    constructor(
      options: Strategy.Options,
      verify: (
        issuer: string,
        profile: unknown,
        context: unknown,
        idToken: string,
        accessToken: string,
        refreshToken: string,
        params: Record<string, unknown>,
        verified: Strategy.Verified,
      ) => void,
    );
    _oauth2: Strategy.OAuth2;
    _stateStore: Strategy.StateStore;
    authenticate(req: Request, options?: unknown): void;
    authorizationParams(options: unknown): Record<string, string>;
  }

  export = Strategy;
}
