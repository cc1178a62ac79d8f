import * as oidc from 'openid-client';

/** What stays in the server's session while the browser is at Keycloak. */
export interface Asked {
  nonce: string;
  state: string;
  verifier: string;
  /** Seconds since 1970. */
  at: number;
}

/** Who came back, in the words of the ID token. */
export interface Claims {
  sub: string;
  name: string;
  acr: string | undefined;
  /** Seconds since 1970. */
  authTime: number | undefined;
}

/** Reads what the realm says of itself. Plain HTTP is taken from a realm on this machine alone. */
export const discover = (issuer: URL, clientId: string, clientSecret: string): Promise<oidc.Configuration> =>
  oidc.discovery(issuer, clientId, clientSecret, undefined, {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is only meant to stand out
    execute: issuer.hostname === 'localhost' ? [oidc.allowInsecureRequests] : [],
  });

/**
 * Asks for a sign-in, and with `acr: 'keyhold-pin'` for the PIN.
 * @returns what to keep on the server, and where to send the browser
 */
export async function ask(config: oidc.Configuration, redirectUri: string, acr?: string): Promise<[Asked, URL]> {
  const [nonce, state, verifier] = [oidc.randomNonce(), oidc.randomState(), oidc.randomPKCECodeVerifier()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    nonce,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(acr === undefined ? {} : { acr_values: acr }),
  });
  return [{ nonce, state, verifier, at: Date.now() / 1000 }, url];
}

/** Takes the answer to just this question. Throws where it is another one's, forged, spent, or a refusal. */
export async function answer(config: oidc.Configuration, currentUrl: URL, asked: Asked): Promise<Claims> {
  const tokens = await oidc.authorizationCodeGrant(config, currentUrl, {
    expectedNonce: asked.nonce,
    expectedState: asked.state,
    pkceCodeVerifier: asked.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('Keycloak sent no ID token.');
  const { sub, acr, auth_time: authTime, preferred_username: name } = claims;
  return { sub, name: text(name) ?? sub, acr: text(acr), authTime };
}

const text = (claim: unknown): string | undefined => (typeof claim === 'string' ? claim : undefined);

/** For clocks that differ, in seconds. */
const leeway = 30;

/** Whether these claims say that this user entered the PIN after we asked: the check that no application may leave out. */
export const provesPin = (claims: Claims, asked: Asked, userId: string): boolean =>
  claims.acr === 'keyhold-pin' &&
  claims.sub === userId &&
  claims.authTime !== undefined &&
  claims.authTime >= asked.at - leeway;
