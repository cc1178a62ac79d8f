import { expect, test } from '@jest/globals';
import { parseRealmText } from '../schema/read-realm-file.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import { requireJar } from './providers.ts';

const realm = (more: string) =>
  parseRealmText(`realm: r\npage-url: https://a.example\nbridge: { client-id: b, client-secret: "\${S}" }\n${more}`, {
    S: 'sixteen characters',
  });

function server(steps: string[], themes: string[] = []): KeycloakConnection {
  const info = {
    providers: { authenticator: { providers: Object.fromEntries(steps.map((id) => [id, {}])) } },
    themes: { account: themes.map((name) => ({ name })) },
  };
  return { read: () => Promise.resolve(info) } as unknown as KeycloakConnection;
}

test('says which part of the JAR is missing and what to do', async () => {
  const next = expect.stringContaining('The Keyhold JAR is not loaded, or too old');
  await expect(
    requireJar(server(['auth-otp-form', 'keyhold-totp', 'keyhold-reset-password']), realm('second-factor: optional')),
  ).rejects.toMatchObject({
    message: 'This Keycloak has no sign-in step keyhold-recovery-code, which the file needs',
    next,
  });
  await expect(requireJar(server([], ['keycloak.v3']), realm('account-page: keyhold'))).rejects.toMatchObject({
    message: 'This Keycloak has no account theme keyhold, which the file needs',
    next,
  });
});

test('has nothing to say to a server with the JAR, and asks nothing for a file that needs no part of it', async () => {
  const full = server(['keyhold-totp', 'keyhold-recovery-code', 'keyhold-reset-password'], ['keyhold', 'keycloak.v3']);
  await requireJar(full, realm('second-factor: required\naccount-page: keyhold'));
  const stepUp = realm('second-factor: optional\npin: { step-up: true }');
  await expect(requireJar(full, stepUp)).rejects.toMatchObject({
    message:
      'This Keycloak has no sign-in step keyhold-pin-requested and no sign-in step keyhold-pin, which the file needs',
  });
  const silent = { read: () => Promise.reject(new Error('asked')) } as unknown as KeycloakConnection;
  await requireJar(silent, realm('account-page: stock'));
});
