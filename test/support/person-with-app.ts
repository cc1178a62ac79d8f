import { AuthenticatorApp, proveFor } from './authenticator-app.ts';
import type { PluginCaller } from './authenticator-app.ts';
import type { TestRealm, TestUser } from './test-realm.ts';

export interface PersonWithApp {
  user: TestUser;
  app: AuthenticatorApp;
  /** Their first recovery codes. */
  codes: string[];
  /** Where they set the app up: a session beside the one that the test looks at. */
  caller: PluginCaller;
}

/** Gives a user an authenticator app and, with it, ten recovery codes, straight at the plugin. */
export async function withApp(realm: TestRealm, user: TestUser, label = 'Phone'): Promise<PersonWithApp> {
  const caller = { user: (await realm.userTokens(user)).access_token, bridge: await realm.bridgeToken() };
  const enrol = { operation: 'totp.enrol', target: '', password: user.password };
  const { grant } = await proveFor(realm.name, caller, enrol);
  const app = await new AuthenticatorApp().enrol(realm.name, caller, grant, label);
  return { user, app, codes: app.recoveryCodes?.codes ?? [], caller };
}
