import { proven } from './grant.ts';
import { PlainBrowser } from './plain-browser.ts';
import type { Credentials } from './plain-browser.ts';
import { readAnswer } from './plugin-call.ts';
import type { ApiAnswer } from './plugin-call.ts';

export interface BridgeCall {
  body?: unknown;
  /** Headers in place of, or beside, the ones that the console sends. An undefined one is left out. */
  headers?: Record<string, string | undefined>;
}

/** A web session at a bridge without a screen: what the console's calls look like on the wire. */
export class BridgeVisitor {
  readonly browser: PlainBrowser;
  readonly bridgeUrl: string;

  constructor(bridgeUrl: string, browser = new PlainBrowser()) {
    this.bridgeUrl = bridgeUrl;
    this.browser = browser;
  }

  static async signedIn(bridgeUrl: string, user: Credentials, browser?: PlainBrowser): Promise<BridgeVisitor> {
    const visitor = new BridgeVisitor(bridgeUrl, browser);
    await visitor.signIn(user);
    return visitor;
  }

  /** Through `/auth/login`, Keycloak's form and the callback, to the page. */
  async signIn(user: Credentials): Promise<void> {
    const form = await this.browser.visit(`${this.bridgeUrl}/`);
    const page = form.url.startsWith(this.bridgeUrl) ? form : await this.browser.submitSignIn(form, user);
    if (page.status !== 200 || !page.url.startsWith(this.bridgeUrl)) {
      throw new Error(`${user.username} is not signed in: ${page.status} at ${page.url}\n${page.text.slice(0, 500)}`);
    }
  }

  async call(method: string, path: string, { body, headers = {} }: BridgeCall = {}): Promise<ApiAnswer> {
    const sent: Record<string, string | undefined> = {
      cookie: this.browser.cookies.header(new URL(this.bridgeUrl)),
      'user-agent': this.browser.agent,
      ...(method === 'GET' ? {} : { origin: new URL(this.bridgeUrl).origin, 'x-keyhold': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await fetch(`${this.bridgeUrl}${path}`, {
      method,
      headers: Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined),
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    this.browser.cookies.keep(new URL(this.bridgeUrl), response.headers);
    return readAnswer(response);
  }

  /** Proves the password for ending sessions; the grant stays in the web session. */
  async confirm(password: string): Promise<ApiAnswer> {
    return this.call('POST', '/api/reauthentication', { body: { operation: 'sessions.end', target: '', password } });
  }

  /** The same as set-up of a test, with the right password. */
  async prove(password: string): Promise<void> {
    await proven(() => this.confirm(password));
  }
}
