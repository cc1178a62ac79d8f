import { z } from 'zod';
import { RealmConfigError } from '../realm-config-error.ts';

/** Who administers: a person by password or a client by its secret. */
export type AdminCredentials =
  | { readonly kind: 'user'; readonly username: string; readonly password: string }
  | { readonly kind: 'client'; readonly clientId: string; readonly clientSecret: string };

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const refusal = z.object({ error: z.string() });

const TIMEOUT_MS = 3000;

/** Gets administrator tokens: one request for parallel callers, renewed at 80 % of their life. */
export class TokenSource {
  private readonly url: string;
  private readonly credentials: AdminCredentials;
  private current: Promise<string> | undefined;
  private renewAt = 0;

  constructor(baseUrl: string, realm: string, credentials: AdminCredentials) {
    this.url = `${baseUrl}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
    this.credentials = credentials;
  }

  getAccessToken(): Promise<string> {
    if (this.current === undefined || Date.now() >= this.renewAt) {
      this.renewAt = Infinity;
      this.current = this.request().catch((error: unknown) => {
        this.current = undefined;
        throw error;
      });
    }
    return this.current;
  }

  /** The next call gets a new token, with the rights the administrator has by then. */
  forget(): void {
    this.current = undefined;
  }

  private async request(): Promise<string> {
    const response = await fetch(this.url, {
      method: 'POST',
      body: this.form(),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const token = tokenAnswer.safeParse(body);
    if (!response.ok || !token.success) throw this.refused(response.status, body);
    this.renewAt = Date.now() + token.data.expires_in * 800;
    return token.data.access_token;
  }

  private form(): URLSearchParams {
    const { credentials } = this;
    return credentials.kind === 'user'
      ? new URLSearchParams({
          grant_type: 'password',
          client_id: 'admin-cli',
          username: credentials.username,
          password: credentials.password,
        })
      : new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: credentials.clientId,
          client_secret: credentials.clientSecret,
        });
  }

  private refused(status: number, body: unknown): RealmConfigError {
    const error = refusal.safeParse(body);
    if (!error.success) {
      return new RealmConfigError(`${this.url} answered ${status} and no token`, {
        next: 'Check that KEYHOLD_ADMIN_URL is the base address of Keycloak, with its path if it has one.',
      });
    }
    return new RealmConfigError(`Keycloak does not accept the administrator (${error.data.error.slice(0, 60)})`, {
      next: 'Check KEYHOLD_ADMIN_USERNAME and KEYHOLD_ADMIN_PASSWORD, or KEYHOLD_ADMIN_CLIENT_ID and _SECRET, and KEYHOLD_ADMIN_REALM.',
    });
  }
}
