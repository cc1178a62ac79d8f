import { PlainBrowser } from './plain-browser.ts';
import type { Credentials, Visit } from './plain-browser.ts';
import { testRun } from './test-run.ts';

const CALLBACK = 'http://localhost:9/auth/callback';

const FORMS = {
  'kc-form-login': 'password',
  'kc-otp-login-form': 'code',
  'kc-totp-settings-form': 'set-up',
  'kc-reset-password-form': 'forgotten',
  'kc-passwd-update-form': 'new password',
  'kc-recovery-codes-settings-form': 'recovery codes set-up',
  'keyhold-recovery-code': 'recovery code',
  'keyhold-pin': 'PIN',
  'keyhold-pin-lead': 'way to a PIN',
  'kc-delete-text': 'deletion',
  'kc-select-credential-form': 'choice',
  'kc-form-webauthn': 'key',
  register: 'key set-up',
} as const;

/** What Keycloak asks for now; `signed in` once it sent the browser back, `other` for any page without a known form. */
export type Asked = (typeof FORMS)[keyof typeof FORMS] | 'signed in' | 'other';

/** Whatever shows codes. */
interface Codes {
  code(): string;
}

/** Whatever answers a challenge of WebAuthn. */
interface Key {
  answer(challenge: string): Record<string, string>;
}

export interface SignInWishes {
  /** What else stands in the address that a sign-in starts by, such as `kc_action`. */
  query?: Record<string, string>;
  client?: { clientId: string; redirectUri: string };
  /** Signed in already, perhaps. */
  browser?: PlainBrowser;
  /** Another Keycloak than the one of the run. */
  keycloakUrl?: string;
}

const BRIDGE = { clientId: 'keyhold-bridge', redirectUri: CALLBACK };

/** One sign-in of one browser, page by page, through Keycloak's own forms. */
export class SignIn {
  readonly browser: PlainBrowser;
  private readonly callback: string;
  private visit: Visit = { url: '', status: 0, headers: new Headers(), text: '' };

  private constructor(browser: PlainBrowser, callback: string) {
    this.browser = browser;
    this.callback = callback;
  }

  static async open(
    realm: string,
    { query: more, client = BRIDGE, browser, keycloakUrl = testRun().keycloakUrl }: SignInWishes = {},
  ): Promise<SignIn> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: client.redirectUri,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...more,
    });
    const signIn = new SignIn(browser ?? new PlainBrowser(), client.redirectUri);
    await signIn.follow(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/auth?${query}`);
    return signIn;
  }

  get asked(): Asked {
    if (this.back?.has('code') === true) return 'signed in';
    const form = Object.entries(FORMS).find(([id]) => this.visit.text.includes(`id="${id}"`));
    return form?.[1] ?? 'other';
  }

  /** What Keycloak sent the browser back with; undefined while it still asks. */
  get back(): URLSearchParams | undefined {
    return this.visit.url.startsWith(`${this.callback}?`) ? new URL(this.visit.url).searchParams : undefined;
  }

  /** What the page says. */
  get text(): string {
    return textOf(this.visit);
  }

  password({ username, password }: Credentials): Promise<Asked> {
    return this.submit({ username, password, credentialId: '' });
  }

  code(app: Codes): Promise<Asked> {
    return this.submit({ otp: app.code() });
  }

  /** A security key where one is asked for; a passkey in the form for the name. */
  key(key: Key): Promise<Asked> {
    const challenge = /challenge\s*:\s*"([^"]+)"/.exec(this.visit.text)?.[1];
    if (challenge === undefined) throw new Error(`No challenge: ${this.text}`);
    return this.submit(key.answer(challenge));
  }

  recoveryCode(code: string): Promise<Asked> {
    return this.submit({ recoveryCode: code });
  }

  /** “Try Another Way”, and there the way of this name. */
  async anotherWay(name: string): Promise<Asked> {
    await this.submit({ tryAnotherWay: 'on' });
    const ways = this.visit.text.split('name="authenticationExecution"').slice(1);
    const way = /value="([^"]+)"/.exec(ways.find((text) => text.includes(name)) ?? '')?.[1];
    if (way === undefined) throw new Error(`No way of the name ${name}: ${this.text}`);
    return this.submit({ authenticationExecution: way });
  }

  /** Types into whatever form is shown. */
  async submit(fields: Record<string, string>): Promise<Asked> {
    return this.follow(this.action, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** The same form so many times at once, as a program would send it; answers what each page says, and stays where it is. */
  async submitAtOnce(forms: readonly Record<string, string>[]): Promise<string[]> {
    const init = { method: 'POST', stopAt: this.callback };
    const visits = forms.map((fields) =>
      this.browser.visit(this.action, { ...init, body: new URLSearchParams(fields) }),
    );
    return (await Promise.all(visits)).map((visit) =>
      visit.url.startsWith(this.callback) ? visit.url : textOf(visit),
    );
  }

  private get action(): string {
    const action = /<form[^>]+action="([^"]+)"/.exec(this.visit.text)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`No form: ${this.text}`);
    return action;
  }

  /** Sets up the app whose secret the page shows; `appOf` makes one of it. */
  async setUp<App extends Codes>(appOf: (secret: string) => App): Promise<{ app: App; asked: Asked }> {
    const secret = /id="totpSecret"[^>]+value="([^"]+)"/.exec(this.visit.text)?.[1] ?? '';
    const app = appOf(secret);
    return { app, asked: await this.submit({ totp: app.code(), totpSecret: secret, userLabel: 'my phone' }) };
  }

  /** Follows “Forgot password?” and asks for a mail to this user. */
  async forgot(username: string): Promise<void> {
    const link = /href="([^"]*reset-credentials[^"]*)"/.exec(this.visit.text)?.[1]?.replaceAll('&amp;', '&');
    if (link === undefined) throw new Error('Keycloak offers no way to reset a password');
    await this.follow(new URL(link, this.visit.url).href);
    await this.submit({ username });
  }

  async follow(address: string, init: RequestInit = {}): Promise<Asked> {
    this.visit = await this.browser.visit(address, { ...init, stopAt: this.callback });
    return this.asked;
  }
}

const textOf = ({ text }: Visit): string =>
  text.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
