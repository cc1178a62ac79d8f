import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { fillSignIn, startBrowser, visitor } from '../../support/browser.ts';
import { call, listed, provedBy, tested } from '../../support/key-calls.ts';
import { answerWithKey, plugIn, registerKey } from '../../support/security-keys.ts';
import { TestRealm } from '../../support/test-realm.ts';

// Keys that Keycloak's own page has added at sign-in, because an administrator wanted one, are keys like any other.

const things = new AsyncDisposableStack();
let realm: TestRealm;
let bridge: BridgeProcess;
let browser: Browser;

beforeAll(async () => {
  realm = things.use(await TestRealm.make({ secondFactor: 'optional', keys: true }));
  bridge = things.use(await BridgeProcess.startFor(realm));
  browser = things.use(await startBrowser());
});

afterAll(() => things.disposeAsync());

test.each([
  ['passkey', 'webauthn-register-passwordless', 'platform'],
  ['security-key', 'webauthn-register', 'usb'],
] as const)(
  "a %s that Keycloak's page has added at sign-in is listed, tested, signs in again, proves and is removed",
  async (kind, action, authenticator) => {
    const user = await realm.addUser(kind);
    await realm.admin.users.update({ realm: realm.name, id: user.id }, { requiredActions: [action] });
    const page = await visitor(browser);
    await plugIn(page, authenticator);
    // Keycloak asks for a name by `prompt()`.
    page.on('dialog', (dialog) => void dialog.accept('Keycloak’s'));
    const atOurs = () => page.waitForURL((at) => at.href.startsWith(bridge.url));
    await page.goto(`${bridge.url}/passkeys`);
    await fillSignIn(page, user);
    await registerKey(page);
    await atOurs();

    const [key, ...others] = await listed(page, kind);
    expect([key, others]).toMatchObject([{ label: 'Keycloak’s', lastUsedAt: null }, []]);
    const id = key?.id ?? '';
    const test = await tested(page, id);
    expect(test).toMatchObject({ status: 200, json: { id, synced: false, lastUsedWith: { browser: 'Chrome' } } });

    await page.context().clearCookies();
    await page.goto(`${bridge.url}/passkeys`);
    if (kind === 'security-key') {
      await fillSignIn(page, user);
      await answerWithKey(page);
    }
    await atOurs();

    const proved = await provedBy(page, kind, id, kind === 'security-key' ? user.password : undefined);
    expect([proved.status, proved.json.type]).toEqual([200, undefined]);
    expect((await call(page, 'DELETE', `/api/passkeys/${id}`)).status).toBe(204);
    const left = await realm.admin.users.getCredentials({ realm: realm.name, id: user.id });
    expect(left.map(({ type }) => type)).toEqual(['password']);
    await page.context().close();
  },
);
