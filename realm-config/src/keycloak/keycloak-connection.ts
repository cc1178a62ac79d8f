import KcAdminClient from '@keycloak/keycloak-admin-client';
import type { z } from 'zod';
import { RealmConfigError } from '../realm-config-error.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { explainFailure, isLate, isUnreachable } from './keycloak-failure.ts';
import { TokenSource } from './token-source.ts';

const TIMEOUT_MS = 3000;
// Keycloak makes keys, flows, roles and clients for a new realm in that one request.
const SLOW_TIMEOUT_MS = 10_000;
const READ_TRIES = 3;

type Call = (admin: KcAdminClient) => Promise<unknown>;

/** The admin API of one Keycloak: every call has a time limit, every answer is parsed, every failure is a sentence. */
export class KeycloakConnection {
  readonly url: string;
  private readonly tokens: TokenSource;
  private readonly admin: KcAdminClient;
  private readonly slowAdmin: KcAdminClient;

  constructor(settings: ConnectionSettings) {
    this.url = settings.url;
    this.tokens = new TokenSource(settings.url, settings.adminRealm ?? 'master', settings.credentials);
    this.admin = this.client(TIMEOUT_MS);
    this.slowAdmin = this.client(SLOW_TIMEOUT_MS);
  }

  /** Reads and parses; tried again when the answer is late or the connection breaks, since reading twice harms nothing. */
  async read<T extends z.ZodType>(doing: string, answer: T, call: Call): Promise<z.output<T>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return answer.parse(await call(this.admin));
      } catch (error) {
        const transient = isLate(error) || isUnreachable(error);
        if (!transient || attempt === READ_TRIES) throw explainFailure(doing, this.url, error);
      }
    }
  }

  /** Writes once. Its answer proves nothing: read back what was written. */
  async write(doing: string, call: Call): Promise<void> {
    try {
      await call(this.admin);
    } catch (error) {
      throw explainFailure(doing, this.url, error);
    }
  }

  /** Makes a realm. The rights on it are in no token from before, so the token is renewed. */
  async writeSlowly(doing: string, call: Call): Promise<void> {
    try {
      await call(this.slowAdmin);
    } catch (error) {
      throw explainFailure(doing, this.url, error);
    } finally {
      this.tokens.forget();
    }
  }

  /** GET of a path that the admin client does not know. Null when there is nothing at it. */
  async get<T extends z.ZodType>(doing: string, answer: T, path: string): Promise<z.output<T> | null> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        headers: { accept: 'application/json', authorization: `Bearer ${await this.tokens.getAccessToken()}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status === 404) return null;
      if (!response.ok) throw new RealmConfigError(`Could not ${doing}: Keycloak answered ${response.status}`);
      return answer.parse(await response.json());
    } catch (error) {
      throw explainFailure(doing, this.url, error);
    }
  }

  private client(timeout: number): KcAdminClient {
    const admin = new KcAdminClient({ baseUrl: this.url, timeout, requestOptions: { redirect: 'error' } });
    admin.registerTokenProvider(this.tokens);
    return admin;
  }
}
