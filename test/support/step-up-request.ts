import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { testRun } from './test-run.ts';
import { tokenRequest } from './tokens.ts';
import type { ClientCredentials, Tokens } from './tokens.ts';

export type Client = ClientCredentials & { redirectUri: string };

/** What an application asks of Keycloak beside the usual. */
export interface Asked {
  acr_values?: string;
  claims?: string;
  prompt?: string;
  max_age?: string;
  /** `null`: none. A new one unless said. */
  nonce?: string | null;
  /** Parameters that a user may have put into the address. */
  [parameter: string]: string | null | undefined;
}

/** An application's redirect to Keycloak in a person's browser, from its address to its tokens. */
export class StepUpRequest {
  readonly nonce: string | null;

  private readonly page: Page;
  private readonly realm: string;
  private readonly client: Client;
  private readonly asked: Asked;

  constructor(page: Page, realm: string, client: Client, asked: Asked = {}) {
    this.page = page;
    this.realm = realm;
    this.client = client;
    this.asked = asked;
    this.nonce = asked.nonce === undefined ? randomBytes(16).toString('base64url') : asked.nonce;
  }

  /** Goes to Keycloak; the page that it shows, or the application's, stands there afterwards. */
  async go(): Promise<void> {
    const parameters = {
      response_type: 'code',
      client_id: this.client.clientId,
      redirect_uri: this.client.redirectUri,
      scope: 'openid',
      ...this.asked,
      nonce: this.nonce,
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) if (typeof value === 'string') query.set(name, value);
    await this.page.goto(`${testRun().keycloakUrl}/realms/${this.realm}/protocol/openid-connect/auth?${query}`);
  }

  /** What came back to the application: `code`, or `error`. */
  async answer(): Promise<URLSearchParams> {
    await this.page.waitForURL(`${this.client.redirectUri}**`);
    return new URL(this.page.url()).searchParams;
  }

  async tokens(): Promise<Tokens> {
    const code = (await this.answer()).get('code');
    if (code === null) throw new Error(`No code for ${this.client.clientId}`);
    const { status, body } = await tokenRequest(this.realm, this.client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.client.redirectUri,
    });
    if (status !== 200) throw new Error(`No tokens for ${this.client.clientId}: ${status} ${body.error}`);
    return body as Tokens;
  }
}

/** The claims of a token, unchecked: it came from Keycloak itself. */
export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
