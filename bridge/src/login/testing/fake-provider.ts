import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** How an endpoint misbehaves; undefined answers as Keycloak does. */
export type Fault = { readonly status?: number; readonly body?: string; readonly delay?: number } | undefined;

interface CodeOf {
  readonly nonce: string;
  readonly challenge: string;
  readonly sid: string;
}

/** A stand-in for Keycloak's OpenID endpoints with real signatures, which can be made to lie, stall and break. */
export class FakeProvider {
  readonly realm = 'demo';
  readonly clientId = 'keyhold-bridge';
  readonly clientSecret = 'canary-client-secret';
  readonly publicKey = keys.publicKey;
  /** What the browser would call it; nothing answers there. */
  readonly browserUrl = 'https://id.example.test/kc';
  readonly subject = randomUUID();
  readonly calls = { token: 0, refresh: 0, logout: 0, certs: 0, discovery: 0, greeting: 0 };
  readonly faults: { token?: Fault; logout?: Fault; certs?: Fault; discovery?: Fault; greeting?: Fault } = {};
  readonly ended = new Set<string>();
  readonly #sids = new Set<string>();
  /** Changes the ID token's claims before they are signed. */
  idClaims: (claims: JWTPayload) => JWTPayload = (claims) => claims;
  /** Signs the ID token; a test replaces it to forge one. */
  sign: (claims: JWTPayload) => Promise<string> = (claims) => this.signed(claims);
  accessLife = 60;
  refreshDelay = 0;
  readonly #codes = new Map<string, CodeOf>();
  readonly #refreshTokens = new Map<string, string>();
  readonly #server = createServer((req, res) => void this.#answer(req, res));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get internalUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/internal`;
  }

  get issuer(): string {
    return `${this.browserUrl}/realms/${this.realm}`;
  }

  /** The user signs in: takes the address that the bridge sent the browser to, answers the one that it comes back with. */
  authorize(location: string, sid: string = randomUUID()): { code: string; state: string; sid: string } {
    const parameters = new URL(location).searchParams;
    const code = `canary-code-${randomUUID()}`;
    this.#codes.set(code, {
      nonce: parameters.get('nonce') ?? '',
      challenge: parameters.get('code_challenge') ?? '',
      sid,
    });
    return { code, state: parameters.get('state') ?? '', sid };
  }

  signed(claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}, key = keys.privateKey): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT', ...header }).sign(key);
  }

  logoutToken(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const standard = { iss: this.issuer, aud: this.clientId, iat: now, exp: now + 60, jti: randomUUID(), events };
    return this.signed({ ...standard, ...claims }, { typ: 'logout+jwt', ...header });
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? '').replace(`/internal/realms/${this.realm}/`, '');
    if (path === '.well-known/openid-configuration') {
      this.calls.discovery += 1;
      return this.#send(res, this.faults.discovery, {
        issuer: this.issuer,
        code_challenge_methods_supported: ['plain', 'S256'],
      });
    }
    if (path === 'keyhold/') {
      this.calls.greeting += 1;
      return this.#send(res, this.faults.greeting, { name: 'keyhold', version: '0.1.0' });
    }
    if (path === 'protocol/openid-connect/certs') {
      this.calls.certs += 1;
      const jwk = await exportJWK(keys.publicKey);
      return this.#send(res, this.faults.certs, { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: 'RS256' }] });
    }
    if (path === 'protocol/openid-connect/token' && req.method === 'POST') {
      this.calls.token += 1;
      const body = await text(req);
      if (this.faults.token) return this.#send(res, this.faults.token, {});
      return this.#token(req, res, new URLSearchParams(body));
    }
    if (path === 'protocol/openid-connect/logout' && req.method === 'POST') {
      this.calls.logout += 1;
      const body = new URLSearchParams(await text(req));
      if (this.faults.logout) return this.#send(res, this.faults.logout, {});
      return this.#logout(req, res, body.get('refresh_token') ?? '');
    }
    const asked = /\/admin\/realms\/demo\/users\/[^/]+(\/(?:sessions|credentials))?$/.exec(path);
    if (asked) return this.#send(res, undefined, this.#stock(asked[1]));
    res.writeHead(404).end();
  }

  /** What the stock admin API knows of the one user. */
  #stock(list: string | undefined): object {
    if (list === undefined) return { id: this.subject, username: 'alice', enabled: true };
    if (list === '/credentials') return [];
    return [...this.#sids].filter((id) => !this.ended.has(id)).map((id) => ({ id }));
  }

  #isOurClient(req: IncomingMessage): boolean {
    const basic = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    return req.headers.authorization === `Basic ${basic}`;
  }

  async #logout(req: IncomingMessage, res: ServerResponse, refreshToken: string): Promise<void> {
    const sid = this.#refreshTokens.get(refreshToken);
    if (!this.#isOurClient(req) || sid === undefined)
      return this.#send(res, { status: 400 }, { error: 'invalid_grant' });
    this.ended.add(sid);
    res.writeHead(204).end();
  }

  async #token(req: IncomingMessage, res: ServerResponse, body: URLSearchParams): Promise<void> {
    if (!this.#isOurClient(req)) return this.#send(res, { status: 401 }, { error: 'unauthorized_client' });
    const refused = () => this.#send(res, { status: 400 }, { error: 'invalid_grant' });
    if (body.get('grant_type') === 'refresh_token') {
      this.calls.refresh += 1;
      await wait(this.refreshDelay);
      const token = body.get('refresh_token') ?? '';
      const sid = this.#refreshTokens.get(token);
      // Rotation: a refresh token that was used is dead.
      this.#refreshTokens.delete(token);
      if (sid === undefined || this.ended.has(sid)) return refused();
      return this.#send(res, undefined, this.#tokens(sid));
    }
    if (body.get('grant_type') === 'client_credentials') {
      return this.#send(res, undefined, { access_token: 'canary-service-token', expires_in: 60, token_type: 'Bearer' });
    }
    const code = this.#codes.get(body.get('code') ?? '');
    this.#codes.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (!code || challenge !== code.challenge) return refused();
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: this.clientId,
      azp: this.clientId,
      sub: this.subject,
      iat: now,
      exp: now + 60,
    };
    const person = { sid: code.sid, nonce: code.nonce, typ: 'ID', preferred_username: 'alice' };
    const idToken = await this.sign(this.idClaims({ ...claims, ...person }));
    return this.#send(res, undefined, { ...this.#tokens(code.sid), id_token: idToken });
  }

  #tokens(sid: string): object {
    const refresh = `canary-refresh-${randomUUID()}`;
    this.#refreshTokens.set(refresh, sid);
    this.#sids.add(sid);
    return {
      access_token: `canary-access-${randomUUID()}`,
      refresh_token: refresh,
      expires_in: this.accessLife,
      token_type: 'Bearer',
    };
  }

  async #send(res: ServerResponse, fault: Fault, body: object): Promise<void> {
    await wait(fault?.delay ?? 0, undefined, { ref: false });
    res
      .writeHead(fault?.status ?? 200, { 'Content-Type': 'application/json' })
      .end(fault?.body ?? JSON.stringify(body));
  }
}
