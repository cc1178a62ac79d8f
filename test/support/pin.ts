import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { proven } from './grant.ts';
import { callPlugin } from './plugin-call.ts';
import type { ApiAnswer } from './plugin-call.ts';
import type { TestRealm, TestUser } from './test-realm.ts';

/** A PIN that no rule refuses. */
export const goodPin = '085274';
/** Another one. */
export const otherPin = '924617';

export type Caller = { user: string; bridge: string };

/** Sets the user's PIN as the page does: with the proof that the account wants, here the password. */
export async function setPin(realm: TestRealm, user: TestUser, pin: string): Promise<Caller> {
  const caller = { user: (await realm.userTokens(user)).access_token, bridge: await realm.bridgeToken() };
  const body = { operation: 'pin.set', target: '', password: user.password };
  const proof = await proven(() =>
    callPlugin(realm.name, { ...caller, method: 'POST', path: '/reauthentication', body }),
  );
  const { grant } = proof.json as { grant: string };
  const answer = await callPlugin(realm.name, { ...caller, grant, method: 'PUT', path: '/pin', body: { pin } });
  if (answer.status !== 200) throw new Error(`No PIN: ${answer.status} ${answer.text}`);
  return caller;
}

/** The section `pin` of the user's overview. */
export async function pinOf(realm: TestRealm, caller: Caller): Promise<Record<string, unknown>> {
  const { json } = await callPlugin(realm.name, { ...caller, path: '/overview' });
  return (json as { pin: Record<string, unknown> }).pin;
}

/** The old PIN and a new one, straight at the plugin. */
export function changePin(realm: TestRealm, caller: Caller, currentPin: string, pin = otherPin): Promise<ApiAnswer> {
  const body = { currentPin, pin };
  return callPlugin(realm.name, { ...caller, method: 'POST', path: '/pin/changes', body });
}

/** What stands in the address of a request for the PIN. */
export const askingPin = (): Record<string, string> => ({
  acr_values: 'keyhold-pin',
  nonce: randomBytes(16).toString('base64url'),
});

/** Keycloak's page that asks the PIN. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  await page.locator('form#keyhold-pin input#pin').fill(pin);
  await page.locator('form#keyhold-pin #kc-login').click();
}
