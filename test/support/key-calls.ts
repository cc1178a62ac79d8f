import type { Page } from 'playwright-core';
import { callFromPage, createInPage, signInPage } from './security-keys.ts';
import type { TestUser } from './test-realm.ts';

/** What the bridge answered to a call of the page's own. */
export interface Answer {
  status: number;
  json: Record<string, unknown> & { type?: string };
}

export type Kind = 'passkey' | 'security-key';

export interface KeyItem {
  id: string;
  label: string | null;
  lastUsedAt: string | null;
}

export const call = (page: Page, method: string, path: string, body?: unknown): Promise<Answer> =>
  callFromPage<Answer>(page, method, path, body);

/** Calls that a test needs and does not test; fails with what was answered. */
export async function called(page: Page, method: string, path: string, body?: unknown): Promise<Answer['json']> {
  const { status, json } = await call(page, method, path, body);
  if (status > 299) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
  return json;
}

/** A key of this kind that one confirmation would add: proved, started, made by the browser's authenticator. */
export async function made(page: Page, user: TestUser, kind: Kind): Promise<{ path: string; response: unknown }> {
  const proof = { operation: 'passkeys.enrol', target: kind, password: user.password };
  await called(page, 'POST', '/api/reauthentication', proof);
  const { id, options } = await called(page, 'POST', '/api/passkeys/enrolments', { kind });
  // A browser makes keys in the tab that its user looks at.
  await page.bringToFront();
  return {
    path: `/api/passkeys/enrolments/${String(id)}/confirmation`,
    response: await createInPage(page, options),
  };
}

/** Adds a key by the page's calls, the ceremony in its browser. */
export async function addKey(page: Page, user: TestUser, kind: Kind, label: string | null = null): Promise<KeyItem> {
  const { path, response } = await made(page, user, kind);
  return (await called(page, 'POST', path, { response, label }))['item'] as KeyItem;
}

/** "Test this passkey", up to the answer. */
export async function tested(page: Page, credential: string): Promise<Answer> {
  const { id, options } = await called(page, 'POST', '/api/passkeys/tests', { credential });
  await page.bringToFront();
  const response = await signInPage(page, options);
  return call(page, 'POST', `/api/passkeys/tests/${String(id)}/confirmation`, { response });
}

/** A proof for removing `target` by a key of this kind; a security key needs the password beside it. */
export async function provedBy(page: Page, kind: Kind, target: string, password?: string): Promise<Answer> {
  const asked = { operation: 'passkeys.remove', target };
  const challenge = await called(page, 'POST', '/api/reauthentication/challenges', { ...asked, kind });
  const assertion = { id: challenge['id'], response: await signInPage(page, challenge['options']) };
  return call(page, 'POST', '/api/reauthentication', { ...asked, assertion, ...(password && { password }) });
}

/** The keys of a kind as the page lists them. */
export async function listed(page: Page, kind: Kind): Promise<KeyItem[]> {
  const { passkeys } = (await called(page, 'GET', '/api/overview')) as {
    passkeys: Record<'passkeys' | 'securityKeys', { items: KeyItem[] }>;
  };
  return passkeys[kind === 'passkey' ? 'passkeys' : 'securityKeys'].items;
}
