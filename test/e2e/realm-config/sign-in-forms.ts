import { PlainBrowser } from '../../support/plain-browser.ts';
import type { Credentials, Visit } from '../../support/plain-browser.ts';
import { testRun } from '../../support/test-run.ts';
import type { AuthenticatorApp } from './authenticator-app.ts';
import { AuthenticatorApp as App } from './authenticator-app.ts';
import { BRIDGE } from './declared-realm.ts';

const CALLBACK = 'http://localhost:9/auth/callback';

const FORMS = {
  'kc-form-login': 'password',
  'kc-otp-login-form': 'code',
  'kc-totp-settings-form': 'set-up',
  'kc-reset-password-form': 'forgotten',
  'kc-passwd-update-form': 'new password',
} as const;

/** What Keycloak asks for now; `signed in` once it sent the browser back, `other` for any page without a known form. */
export type Asked = (typeof FORMS)[keyof typeof FORMS] | 'signed in' | 'other';

/** One sign-in of one browser, page by page, through Keycloak's own forms. */
export class SignIn {
  private readonly browser = new PlainBrowser();
  private visit: Visit;

  private constructor(visit: Visit) {
    this.visit = visit;
  }

  static async open(realm: string): Promise<SignIn> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: BRIDGE,
      redirect_uri: CALLBACK,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const signIn = new SignIn({ url: '', status: 0, headers: new Headers(), text: '' });
    await signIn.follow(`${testRun().keycloakUrl}/realms/${realm}/protocol/openid-connect/auth?${query}`);
    return signIn;
  }

  get asked(): Asked {
    if (this.visit.url.startsWith(`${CALLBACK}?`) && this.visit.url.includes('code=')) return 'signed in';
    const form = Object.entries(FORMS).find(([id]) => this.visit.text.includes(`id="${id}"`));
    return form?.[1] ?? 'other';
  }

  /** What the page says, for a test that fails. */
  get text(): string {
    return this.visit.text.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  }

  password({ username, password }: Credentials): Promise<Asked> {
    return this.submit({ username, password, credentialId: '' });
  }

  code(app: AuthenticatorApp): Promise<Asked> {
    return this.submit({ otp: app.code() });
  }

  /** Types into whatever form is shown. */
  async submit(fields: Record<string, string>): Promise<Asked> {
    const action = /<form[^>]+action="([^"]+)"/.exec(this.visit.text)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`No form: ${this.text}`);
    return this.follow(action, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Sets up the app whose secret the page shows. */
  async setUp(): Promise<{ app: App; asked: Asked }> {
    const secret = /id="totpSecret"[^>]+value="([^"]+)"/.exec(this.visit.text)?.[1] ?? '';
    const app = new App(secret);
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
    this.visit = await this.browser.visit(address, { ...init, stopAt: CALLBACK });
    return this.asked;
  }
}
