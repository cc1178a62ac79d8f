import { PlainBrowser } from './plain-browser.ts';
import { testRun } from './test-run.ts';
import type { TestRealm, TestUser } from './test-realm.ts';

/** A browser in which an administrator of the server is signed in at Keycloak as this user. */
export async function impersonate(realm: TestRealm, user: TestUser): Promise<PlainBrowser> {
  const browser = new PlainBrowser();
  const { keycloakUrl } = testRun();
  const answer = await browser.request(`${keycloakUrl}/admin/realms/${realm.name}/users/${user.id}/impersonation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await realm.admin.getAccessToken()}` },
  });
  if (answer.status !== 200) throw new Error(`Impersonation was refused: ${answer.status} ${answer.text}`);
  return browser;
}
