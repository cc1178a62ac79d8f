import { createHash } from 'node:crypto';
import type { Request } from 'express';
import Strategy from 'passport-openidconnect';
import type { Config } from '../config.ts';
import type { OidcProvider } from '../keycloak/oidc-provider.ts';
import type { TokenAnswer, TokenEndpoint } from '../keycloak/oidc-tokens.ts';
import { InvalidToken, verifyIdToken } from '../keycloak/oidc-verify.ts';
import type { KeycloakAction } from './keycloak-action.ts';
import { secretId } from './secret-id.ts';
import type { SignIn, SignIns } from './sign-ins.ts';

/** What a sign-in that starts needs to know; travels through passport as its `state` option. */
export interface SignInStart {
  readonly returnTo: string;
  /** Ties the sign-in to the browser that starts it. */
  readonly binding: string;
  readonly action?: KeycloakAction | undefined;
}

/** What a finished sign-in proved, and what it brought. */
export interface SignedIn {
  readonly person: { readonly subject: string; readonly username: string; readonly keycloakSession: string };
  readonly idToken: string;
  readonly answer: TokenAnswer;
  readonly returnTo: string;
  readonly action: KeycloakAction | undefined;
}

export interface KeycloakStrategyDeps {
  readonly config: Pick<Config, 'clientId' | 'clientSecret' | 'publicUrl'>;
  readonly provider: OidcProvider;
  readonly tokens: TokenEndpoint;
  readonly signIns: SignIns;
  readonly bindingsOf: (req: Request) => string[];
}

/** The state is unknown here, used already, expired, or belongs to another browser. */
export class UnknownSignIn extends Error {
  override readonly name = 'UnknownSignIn';
}

/**
 * Sign-in at Keycloak by passport-openidconnect, with what the library lacks: PKCE (RFC 7636), a nonce each time, one state per
 * sign-in instead of one per browser, the ID token's signature, and limits on everything that Keycloak answers.
 * Passport makes a new object on top of this one for each request (so there is no `#private` here): what `authenticate` sets
 * belongs to one request.
 */
export class KeycloakStrategy extends Strategy {
  readonly deps: KeycloakStrategyDeps;
  secrets: Pick<SignIn, 'nonce' | 'verifier'> | undefined;

  constructor(deps: KeycloakStrategyDeps) {
    const { config, provider } = deps;
    super(
      {
        issuer: provider.issuer,
        authorizationURL: provider.authorizationUrl,
        tokenURL: provider.tokenUrl,
        callbackURL: `${config.publicUrl}/auth/callback`,
        clientID: config.clientId,
        clientSecret: config.clientSecret,
        scope: ['profile', 'email'],
        skipUserProfile: true,
        store: { store: ofNoRequest, verify: ofNoRequest },
      },
      (_issuer, _profile, _context, _idToken, _access, _refresh, params, verified) => {
        verified(null, params['signedIn']);
      },
    );
    this.deps = deps;
  }

  override authenticate(req: Request, options?: unknown): void {
    const { signIns, bindingsOf } = this.deps;
    let signIn: SignIn | undefined;
    this._stateStore = {
      store: (_req, _context, start, _meta, done) => {
        const { binding, ...wanted } = start as SignInStart;
        if (!this.secrets) throw new Error('a sign-in starts by authorizationParams');
        this.settle(signIns.start({ ...this.secrets, ...wanted }, binding), (state) => done(null, state), done);
      },
      verify: (_req, state, done) => {
        const taken = async (): Promise<SignIn> => {
          signIn = await signIns.take(state, bindingsOf(req));
          if (!signIn) throw new UnknownSignIn('the state belongs to no sign-in of this browser');
          return signIn;
        };
        this.settle(taken(), ({ nonce }) => done(null, { nonce }), done);
      },
    };
    // The library's own client has no limit of time or size and knows no verifier; its addresses and ids stay in use.
    this._oauth2 = Object.assign(Object.create(this._oauth2) as typeof this._oauth2, {
      getOAuthAccessToken: ((code, _params, done) => {
        this.settle(
          this.exchange(code, signIn),
          ({ signedIn, idToken }) => {
            const { access_token: access, refresh_token: refresh } = signedIn.answer;
            done(null, access, refresh, { id_token: idToken, signedIn });
          },
          // Not through the library, which would wrap it in an error of its own.
          (error) => this.error(error),
        );
      }) satisfies typeof this._oauth2.getOAuthAccessToken,
    });
    super.authenticate(req, options);
  }

  override authorizationParams(options: unknown): Record<string, string> {
    const { action } = (options as { state: SignInStart }).state;
    this.secrets = { verifier: secretId(), nonce: secretId() };
    const challenge = createHash('sha256').update(this.secrets.verifier).digest('base64url');
    return {
      nonce: this.secrets.nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...(action === undefined ? {} : { kc_action: action.name }),
    };
  }

  /** Everything about the tokens is checked here, before the library looks at them. */
  async exchange(code: string, signIn: SignIn | undefined): Promise<{ signedIn: SignedIn; idToken: string }> {
    if (!signIn) throw new UnknownSignIn('a code without a sign-in');
    const { tokens, provider, config } = this.deps;
    const answer = await tokens.exchange(code, signIn.verifier, `${config.publicUrl}/auth/callback`);
    const idToken = answer.id_token;
    if (idToken === undefined) throw new InvalidToken('missing');
    const person = await verifyIdToken(idToken, provider, config.clientId, signIn.nonce);
    const { returnTo, action } = signIn;
    return { signedIn: { person, idToken, answer, returnTo, action }, idToken };
  }

  /** Hands a promise to the library's callbacks. What they throw becomes this request's error, never the process's end. */
  settle<T>(work: Promise<T>, done: (value: T) => void, failed: (error: unknown) => void): void {
    work.then(done, failed).catch((error: unknown) => this.error(error));
  }
}

function ofNoRequest(): never {
  throw new Error('authenticate() gives each request its own store');
}
