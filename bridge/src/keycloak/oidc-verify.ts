import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { Problem } from '../http/problem.ts';
import { keycloakUnavailable } from './bounded-fetch.ts';
import type { OidcProvider } from './oidc-provider.ts';

/** Asymmetric signatures only: with HS256 our own client secret, or a public key taken for one, would sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

/** A token that is not what it must be. The message says which rule, never what stood in the token. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

function invalid(error: unknown): never {
  // The keys could not be had: that says nothing about the token.
  if (error instanceof Problem) throw error;
  if (error instanceof errors.JOSEError) {
    const keysUnusable = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code] as string[];
    if (keysUnusable.includes(error.code)) throw keycloakUnavailable(new Error(`keys: ${error.code}`));
    const claim = error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim})` : '';
    throw new InvalidToken(error.code + claim);
  }
  throw new InvalidToken('not a token');
}

/** Checks signature, issuer, audience and times of a token that Keycloak issued to this client. */
export async function verifyToken(
  token: string,
  provider: OidcProvider,
  clientId: string,
  more: Pick<JWTVerifyOptions, 'requiredClaims' | 'maxTokenAge'>,
): Promise<{ payload: JWTPayload; typ: string | undefined }> {
  const options = { issuer: provider.issuer, audience: clientId, algorithms, clockTolerance: 5, ...more };
  const { payload, protectedHeader } = await jwtVerify(token, provider.keys, options).catch(invalid);
  return { payload, typ: protectedHeader.typ };
}

/** OpenID Connect Core §3.1.3.7. Needs the nonce of the sign-in that it answers. */
export async function verifyIdToken(token: string, provider: OidcProvider, clientId: string, nonce: string) {
  const { payload } = await verifyToken(token, provider, clientId, { requiredClaims: ['sub', 'exp', 'iat', 'sid'] });
  // Keycloak says what kind of token it is in the payload: an access or logout token with our audience is none of these.
  if (payload['typ'] !== undefined && payload['typ'] !== 'ID') throw new InvalidToken('typ');
  const several = Array.isArray(payload.aud) && payload.aud.length > 1;
  if ((several || payload['azp'] !== undefined) && payload['azp'] !== clientId) throw new InvalidToken('azp');
  if (payload['nonce'] !== nonce) throw new InvalidToken('nonce');
  const { sub, sid } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || sub === '' || sid === '')
    throw new InvalidToken('sub or sid');
  const name = payload['preferred_username'];
  return { subject: sub, keycloakSession: sid, username: typeof name === 'string' ? name : sub };
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** OpenID Connect Back-Channel Logout §2.6. Two minutes are the longest life that is believed. */
export async function verifyLogoutToken(token: string, provider: OidcProvider, clientId: string) {
  const { payload, typ } = await verifyToken(token, provider, clientId, {
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
    maxTokenAge: 120,
  });
  if (typ !== undefined && !/^(application\/)?(logout\+jwt|JWT)$/i.test(typ)) throw new InvalidToken('typ');
  if (payload['typ'] !== undefined && payload['typ'] !== 'Logout') throw new InvalidToken('typ');
  if ((payload.exp ?? 0) - (payload.iat ?? 0) > 120) throw new InvalidToken('exp');
  if (!isObject(payload['events']) || !isObject(payload['events'][logoutEvent])) throw new InvalidToken('events');
  if ('nonce' in payload) throw new InvalidToken('nonce');
  const { sub, sid, jti, exp } = payload;
  const bad = [sub, sid].some((claim) => claim !== undefined && (typeof claim !== 'string' || claim === ''));
  if (bad || (sub === undefined && sid === undefined)) throw new InvalidToken('sub or sid');
  if (typeof jti !== 'string' || jti === '' || exp === undefined) throw new InvalidToken('jti');
  return { subject: sub, keycloakSession: sid as string | undefined, tokenId: jti, expiresAt: exp * 1000 };
}
