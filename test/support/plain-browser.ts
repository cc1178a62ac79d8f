import { agents } from './browser-agents.ts';
import type { Device } from './browser-agents.ts';
import { CookieJar } from './cookie-jar.ts';
import { eventually } from './eventually.ts';

/** Where a visit ended: the last answer, its address and its text. */
export interface Visit {
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

export interface Credentials {
  username: string;
  password: string;
}

/**
 * A browser without a screen: it keeps cookies, follows redirects by hand and fills in Keycloak's sign-in form. For
 * cases that need many visitors or exact requests; what a person sees is tested in Chromium.
 */
export class PlainBrowser {
  readonly cookies: CookieJar;
  readonly agent: string;

  constructor(cookies = new CookieJar(), device: Device = 'Chrome on Linux') {
    this.cookies = cookies;
    this.agent = agents[device];
  }

  /** One request; redirects are answered as they are. */
  async request(address: string, init: RequestInit = {}): Promise<Visit> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const cookie = this.cookies.header(url);
    if (cookie !== '') headers.set('cookie', cookie);
    if (!headers.has('user-agent')) headers.set('user-agent', this.agent);
    if (!headers.has('accept')) headers.set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.cookies.keep(url, response.headers);
    return { url: url.href, status: response.status, headers: response.headers, text: await response.text() };
  }

  /** One request and the redirects after it, up to the first address that starts with `stopAt`. */
  async visit(
    address: string,
    { stopAt, ...init }: RequestInit & { stopAt?: string | undefined } = {},
  ): Promise<Visit> {
    let visit = await this.request(address, init);
    for (let hops = 0; hops < 12; hops += 1) {
      const location = visit.headers.get('location');
      if (visit.status < 300 || visit.status > 399 || location === null) return visit;
      const next = new URL(location, visit.url).href;
      if (stopAt !== undefined && next.startsWith(stopAt)) return { ...visit, url: next };
      visit = await this.request(next);
    }
    throw new Error(`Too many redirects, last to ${visit.url}`);
  }

  /**
   * Fills in the sign-in form that this visit ended at, and follows where Keycloak sends the browser then. A form that
   * comes back is filled in again for a while: Keycloak turns a user away while it still counts their last sign-in.
   */
  async submitSignIn(form: Visit, { username, password }: Credentials, stopAt?: string): Promise<Visit> {
    if (formAction(form) === undefined) throw new Error(`No sign-in form at ${form.url} (${form.status})`);
    let visit = form;
    return eventually(`${username} gets past ${form.url}`, 5_000, async () => {
      visit = await this.visit(formAction(visit) ?? form.url, {
        method: 'POST',
        body: new URLSearchParams({ username, password, credentialId: '' }),
        stopAt,
      });
      return formAction(visit) === undefined && visit;
    });
  }
}

/** Where Keycloak's sign-in form goes; undefined on any other page. */
const formAction = ({ text }: Visit): string | undefined =>
  /<form[^>]+id="kc-form-login"[^>]+action="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
