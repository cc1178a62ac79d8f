import { randomBytes } from 'node:crypto';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import type { Credentials } from '../../support/plain-browser.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { AuthenticatorApp } from './authenticator-app.ts';
import type { Key } from '../../support/software-key.ts';

/** Somebody with a password and, where they are given, an authenticator app and keys that Keycloak's own pages could have set up. */
export async function addUser(
  admin: KcAdminClient,
  realm: string,
  username: string,
  app?: { secret: string },
  keys: readonly Key[] = [],
): Promise<Credentials> {
  const password = randomBytes(12).toString('base64url');
  const otp = { subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' };
  const codes = {
    type: 'otp',
    secretData: JSON.stringify({ value: app?.secret }),
    credentialData: JSON.stringify(otp),
  };
  await admin.users.create({
    realm,
    username,
    enabled: true,
    email: `${username}@example.test`,
    emailVerified: true,
    firstName: username,
    lastName: 'Example',
    credentials: [
      { type: 'password', value: password, temporary: false },
      ...(app === undefined ? [] : [codes]),
      ...keys.map((key) => key.stored),
    ],
  });
  return { username, password };
}

/** Somebody with an authenticator app, and the app. */
export async function addUserWithApp(
  admin: KcAdminClient,
  realm: string,
  username: string,
): Promise<[Credentials, AuthenticatorApp]> {
  const secret = randomBytes(10).toString('hex');
  return [await addUser(admin, realm, username, { secret }), new AuthenticatorApp(secret)];
}

/** What Keycloak asks after the password. */
export async function askedAfterPassword(realm: string, user: Credentials): Promise<string> {
  return (await SignIn.open(realm)).password(user);
}
