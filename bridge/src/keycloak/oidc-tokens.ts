import { z } from 'zod';
import type { Config } from '../config.ts';
import { boundedFetch, keycloakUnavailable, parseJson, type BoundedAnswer } from './bounded-fetch.ts';
import type { OidcProvider } from './oidc-provider.ts';

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  id_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  token_type: z.string().regex(/^bearer$/i),
});

const serviceAnswerSchema = answerSchema.pick({ access_token: true, expires_in: true });

const errorSchema = z.object({ error: z.string() });

export type TokenAnswer = z.infer<typeof answerSchema>;

/** Keycloak refused the code or the refresh token: the session behind it is gone, or the code was not ours. */
export class InvalidGrant extends Error {
  override readonly name = 'InvalidGrant';
}

/** Keycloak's token and logout endpoints, called as the bridge's confidential client (RFC 6749 §2.3.1). */
export class TokenEndpoint {
  readonly #provider: OidcProvider;
  readonly #authorization: string;

  constructor(provider: OidcProvider, config: Pick<Config, 'clientId' | 'clientSecret'>) {
    this.#provider = provider;
    const [id, secret] = [config.clientId, config.clientSecret].map((part) =>
      new URLSearchParams({ _: part }).toString().slice(2),
    );
    this.#authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  }

  /** RFC 7636: the verifier proves that this bridge started the sign-in whose code it brings. */
  exchange(code: string, verifier: string, redirectUri: string): Promise<TokenAnswer> {
    return this.#ask(answerSchema, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    });
  }

  /** @throws InvalidGrant once Keycloak has ended the session. */
  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.#ask(answerSchema, { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** A token of the bridge's own service account; `expiresIn` in seconds. */
  async clientCredentials(): Promise<{ accessToken: string; expiresIn: number }> {
    const answer = await this.#ask(serviceAnswerSchema, { grant_type: 'client_credentials' });
    return { accessToken: answer.access_token, expiresIn: answer.expires_in };
  }

  /** Ends the Keycloak session that the token belongs to, all its applications included. Throws unless Keycloak says it did. */
  async endSession(refreshToken: string): Promise<void> {
    const { status } = await this.#post(this.#provider.logoutUrl, { refresh_token: refreshToken });
    if (status !== 204) throw keycloakUnavailable(new Error(`logout endpoint: ${status}`));
  }

  #post(url: string, parameters: Record<string, string>): Promise<BoundedAnswer> {
    return boundedFetch(url, {
      method: 'POST',
      headers: { authorization: this.#authorization, accept: 'application/json' },
      body: new URLSearchParams(parameters),
    });
  }

  async #ask<T>(schema: z.ZodType<T>, parameters: Record<string, string>): Promise<T> {
    const { status, text } = await this.#post(this.#provider.tokenUrl, parameters);
    const body = parseJson(text);
    const answer = schema.safeParse(body);
    if (status === 200 && answer.success) return answer.data;
    const error = errorSchema.safeParse(body).data?.error ?? '';
    // Only this word, with this status, says that the grant is at fault; anything else is Keycloak's or the operator's trouble.
    if (status === 400 && error === 'invalid_grant') throw new InvalidGrant('Keycloak refused the grant');
    const known = /^[a-z_]{1,40}$/.test(error) ? error : 'no usable answer';
    throw keycloakUnavailable(new Error(`token endpoint: ${status} ${known}`));
  }
}
