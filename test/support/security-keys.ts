import type { CDPSession, Page } from 'playwright-core';

/** An authenticator of Chromium's own, as `WebAuthn.addVirtualAuthenticator` makes it. */
export interface VirtualAuthenticator {
  readonly cdp: CDPSession;
  readonly id: string;
}

/** A passkey provider of the platform that always says yes, or a USB key without a store of its own. */
export async function plugIn(page: Page, kind: 'platform' | 'usb'): Promise<VirtualAuthenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const isPlatform = kind === 'platform';
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: isPlatform ? 'internal' : 'usb',
      hasResidentKey: isPlatform,
      hasUserVerification: isPlatform,
      isUserVerified: isPlatform,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** A call of the page's own, as the console makes it. */
export const callFromPage = <Answer>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> =>
  page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(path, {
        method,
        headers: { 'x-keyhold': '1', 'content-type': 'application/json' },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, json: answer.status === 204 ? null : ((await answer.json()) as unknown) };
    },
    [method, path, body ?? null] as const,
  ) as Promise<Answer>;

/** Answers Keycloak's page for a security key. */
export async function answerWithKey(page: Page): Promise<void> {
  const button = page.locator('#authenticateWebAuthnButton');
  await button.waitFor();
  // Its script stands behind the button once the page is loaded.
  await page.waitForLoadState('load');
  await button.click();
}

/** Answers Keycloak's page that registers a key; it asks for a name by `prompt()`. */
export async function registerKey(page: Page): Promise<void> {
  const button = page.locator('#registerWebAuthn');
  await button.waitFor();
  // As above.
  await page.waitForLoadState('load');
  await button.click();
}

/** Has the browser make a key in the page. */
export const createInPage = (page: Page, options: unknown): Promise<unknown> =>
  page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON,
    );
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return made.toJSON();
  }, options);

/** Has the browser sign with one of its keys in the page. */
export const signInPage = (page: Page, options: unknown): Promise<unknown> =>
  page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
    const signed = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return signed.toJSON();
  }, options);
