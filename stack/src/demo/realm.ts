import type { AdminAccount } from '../keycloak/admin-account.ts';
import type { Tell } from '../progress.ts';
export interface DemoRealm {
  name: string;
  bridgeClientId: string;
  users: { username: string; password: string; email: string }[];
}
export interface DemoRealmRequest {
  keycloak: { url: string; admin: AdminAccount };
  pageUrl: string;
  smtpPort: number;
  clientSecret: string;
  /** We started this Keycloak ourselves: only then do the demo's well-known passwords go in. */
  ours: boolean;
  tell: Tell;
}
export async function applyDemoRealm(request: DemoRealmRequest): Promise<DemoRealm> {
  await Promise.resolve();
  return { name: 'demo', bridgeClientId: 'keyhold-bridge', users: [] };
}
