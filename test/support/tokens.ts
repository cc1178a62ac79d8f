import { createHash, randomBytes } from 'node:crypto';
import { eventually } from './eventually.ts';
import { PlainBrowser } from './plain-browser.ts';
import type { Credentials } from './plain-browser.ts';
import { testRun } from './test-run.ts';

export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
}

export interface TokenAnswer {
  status: number;
  body: Partial<Tokens> & { error?: string };
}

const endpoint = (realm: string, name: string) =>
  `${testRun().keycloakUrl}/realms/${realm}/protocol/openid-connect/${name}`;

/** Asks Keycloak's token endpoint as this client and answers whatever came. */
export async function tokenRequest(
  realm: string,
  client: ClientCredentials,
  form: Record<string, string>,
): Promise<TokenAnswer> {
  const response = await fetch(endpoint(realm, 'token'), {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...form }),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer['body'] };
}

async function tokensOrFail(realm: string, client: ClientCredentials, form: Record<string, string>): Promise<Tokens> {
  const { status, body } = await tokenRequest(realm, client, form);
  if (status !== 200)
    throw new Error(`${client.clientId} got no tokens in ${realm}: ${status} ${JSON.stringify(body)}`);
  return body as Tokens;
}

/** Tokens of a client's own service account. */
export const serviceAccountToken = async (realm: string, client: ClientCredentials): Promise<string> =>
  (await tokensOrFail(realm, client, { grant_type: 'client_credentials' })).access_token;

/** What Keycloak answers to a refresh: 200, or 400 once the session has ended. */
export const refresh = (realm: string, client: ClientCredentials, tokens: Tokens): Promise<TokenAnswer> =>
  tokenRequest(realm, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });

/**
 * Tokens by username and password, for clients that allow it: the cheap way to many sessions. Tried again where Keycloak
 * still counts the user's last sign-in and calls them disabled meanwhile.
 */
export async function directGrant(
  realm: string,
  client: ClientCredentials,
  { username, password }: Credentials,
  scope = 'openid',
): Promise<Tokens> {
  const form = { grant_type: 'password', username, password, scope };
  return eventually(`tokens for ${username}`, 5_000, async () => {
    const { status, body } = await tokenRequest(realm, client, form);
    return status === 200 && (body as Tokens);
  });
}

/**
 * Tokens by the code flow with PKCE, through Keycloak's own sign-in form: a real browser session with a device.
 * Without credentials the browser must be signed in at Keycloak already.
 */
export async function codeFlow(
  realm: string,
  client: ClientCredentials & { redirectUri: string },
  {
    user,
    scope = 'openid',
    browser = new PlainBrowser(),
  }: { user?: Credentials; scope?: string; browser?: PlainBrowser },
): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope,
    state: 'state',
    nonce: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let visit = await browser.visit(`${endpoint(realm, 'auth')}?${query}`, { stopAt: client.redirectUri });
  if (user !== undefined && !visit.url.startsWith(client.redirectUri)) {
    visit = await browser.submitSignIn(visit, user, client.redirectUri);
  }
  const code = new URL(visit.url).searchParams.get('code');
  if (code === null) throw new Error(`No code for ${client.clientId}: stopped at ${visit.url} (${visit.status})`);
  return tokensOrFail(realm, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
  });
}
