import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { boundedFetch, keycloakUnavailable, parseJson, providerLimit } from './bounded-fetch.ts';

const discoverySchema = z.object({
  issuer: z.string(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});

/** How long a good answer of the provider is believed before a sign-in looks again. */
const fresh = 60_000;

/**
 * Keycloak's realm as an OpenID provider. The browser is sent to the browser-facing address; everything the bridge asks itself
 * goes to the internal one. What discovery says about addresses is not used: it would mix the two. Its issuer must be the browser-facing realm.
 */
export class OidcProvider {
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly endSessionUrl: string;
  /** The same of the internal address, where the bridge ends a session itself. */
  readonly logoutUrl: string;
  readonly tokenUrl: string;
  readonly keys: JWTVerifyGetKey;
  readonly #discoveryUrl: string;
  #confirmedAt = 0;

  constructor(config: Pick<Config, 'issuer' | 'internalRealmUrl'>) {
    const browser = `${config.issuer}/protocol/openid-connect`;
    const internal = `${config.internalRealmUrl}/protocol/openid-connect`;
    this.issuer = config.issuer;
    this.authorizationUrl = `${browser}/auth`;
    this.endSessionUrl = `${browser}/logout`;
    this.logoutUrl = `${internal}/logout`;
    this.tokenUrl = `${internal}/token`;
    this.#discoveryUrl = `${config.internalRealmUrl}/.well-known/openid-configuration`;
    // Unknown key ids make it look again, at most once in 30 s: rotation is followed, and nobody can make us hammer Keycloak.
    this.keys = createRemoteJWKSet(new URL(`${internal}/certs`), {
      timeoutDuration: providerLimit,
      cooldownDuration: 30_000,
      [customFetch]: async (url: string, options: { signal: AbortSignal }) => {
        const { status, text } = await boundedFetch(url, { signal: options.signal });
        return new Response(text, { status });
      },
    });
  }

  /** Throws `keycloak-unavailable` unless the realm answers and is the one that tokens will name. */
  async confirm(now = Date.now()): Promise<void> {
    if (now - this.#confirmedAt < fresh) return;
    await this.check();
    this.#confirmedAt = Date.now();
  }

  /** The same without memory, for `/readyz`. */
  async check(): Promise<void> {
    const { status, text } = await boundedFetch(this.#discoveryUrl);
    const found = discoverySchema.safeParse(parseJson(text));
    if (status !== 200 || !found.success) {
      throw keycloakUnavailable(new Error(`discovery answers ${status} and is not usable`));
    }
    if (found.data.issuer !== this.issuer) {
      throw keycloakUnavailable(
        new Error(`Keycloak names another issuer than ${this.issuer}: compare KEYHOLD_KEYCLOAK_URL with its hostname`),
      );
    }
    if (!found.data.code_challenge_methods_supported?.includes('S256')) {
      throw keycloakUnavailable(new Error('Keycloak does not offer PKCE with S256'));
    }
  }
}
