import { expect, test } from '@jest/globals';
import type { KeycloakConnection } from './keycloak-connection.ts';
import { requireAuthenticators } from './providers.ts';

const server = (...ids: string[]): KeycloakConnection =>
  ({
    get: () => Promise.resolve(ids.map((id) => ({ id }))),
    read: () =>
      Promise.resolve({ providers: { authenticator: { providers: Object.fromEntries(ids.map((id) => [id, {}])) } } }),
  }) as unknown as KeycloakConnection;

test.each([['a realm', 'demo'] as const, ['a server before the realm is made', null] as const])(
  'in %s, a plan says which step of the JAR is missing and what to do',
  async (_, realm) => {
    const stock = ['auth-otp-form', 'auth-cookie'];
    await expect(requireAuthenticators(server(...stock), realm)).rejects.toMatchObject({
      message: 'The file says second-factor, and this Keycloak has no keyhold-totp and no keyhold-recovery-code',
      next: expect.stringContaining('The Keyhold JAR is not loaded, or too old'),
    });
    await expect(requireAuthenticators(server(...stock, 'keyhold-totp'), realm)).rejects.toThrow(
      'keyhold-recovery-code',
    );
    await requireAuthenticators(server(...stock, 'keyhold-totp', 'keyhold-recovery-code'), realm);
  },
);
