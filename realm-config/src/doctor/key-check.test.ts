import { expect, test } from '@jest/globals';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import type { KeycloakConnection } from '../keycloak/keycloak-connection.ts';
import { parseRealmText } from '../schema/read-realm-file.ts';
import { checkKeys } from './key-check.ts';

const SOUND = {
  browserFlow: 'own',
  webAuthnPolicyPasswordlessRpId: 'shop.example',
  webAuthnPolicyRpId: 'shop.example',
  webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
  webAuthnPolicyPasswordlessPasskeysEnabled: true,
};

/** What doctor says of a realm and its flow to a page; one line each, without what to do. */
async function said(
  realm: Record<string, unknown>,
  page = 'https://shop.example/security',
  steps = ['auth-username-password-form', 'webauthn-authenticator'],
): Promise<string[]> {
  const row = { requirement: 'REQUIRED', level: 0 };
  const admin = {
    realms: { findOne: () => ({ ...SOUND, ...realm }) },
    authenticationManagement: {
      getExecutions: () => steps.map((providerId, at) => ({ ...row, id: `${at}`, providerId, priority: at })),
    },
  } as unknown as KcAdminClient;
  const connection = {
    read: async (_: string, answer: { parse: (value: unknown) => unknown }, call: (client: KcAdminClient) => unknown) =>
      answer.parse(await call(admin)),
    get: () => Promise.resolve({ issuer: 'https://id.shop.example/realms/r' }),
  } as unknown as KeycloakConnection;
  const file = parseRealmText(`realm: r\npage-url: ${page}\nbridge: { client-id: b, client-secret: "\${S}" }\n`, {
    S: 'sixteen characters',
  });
  const findings = await checkKeys({ connection, file, report: { realm: 'r', changes: [], changed: false } });
  return findings.map(({ level, about, says, next }) => `${level} ${about}: ${says} → ${next}`);
}

test('has nothing to say to a page at the relying party itself', async () => {
  expect(await said({}, 'https://shop.example')).toEqual([]);
});

test('tells a page below the relying party how password managers find it', async () => {
  expect(await said({}, 'https://account.shop.example:8443/security')).toEqual([
    'note passkeys: password managers look at shop.example for the page that adds them, which is at ' +
      'https://account.shop.example:8443 → Have https://shop.example/.well-known/passkey-endpoints answered by the ' +
      'bridge at https://account.shop.example:8443.',
  ]);
  const off = { webAuthnPolicyPasswordlessPasskeysEnabled: false };
  expect(await said(off, 'https://account.shop.example', ['webauthn-authenticator'])).toEqual([]);
});

test('tells how to live with a page that does not belong to the relying party, for each kind that is on', async () => {
  for (const page of ['https://account.other.example', 'https://notshop.example', 'https://example']) {
    const [passkeys, securityKeys, ...more] = await said({}, page);
    expect(passkeys).toMatch(
      /^note passkeys: their relying party is shop\.example, to which the page at .* not belong/,
    );
    expect(passkeys).toContain(
      `https://shop.example/.well-known/webauthn and /.well-known/passkey-endpoints answered by the bridge at ${page}`,
    );
    expect(securityKeys).toMatch(/^note security-keys:/);
    expect(more).toEqual([]);
  }
  const unnamed = { webAuthnPolicyPasswordlessRpId: '', webAuthnPolicyRpId: '' };
  expect((await said(unnamed)).join()).toContain('their relying party is id.shop.example');
});

test.each(['https://192.0.2.7', 'https://[2001:db8::1]:8443'])('names %s as a place without keys', async (page) => {
  expect(await said({}, page)).toEqual([expect.stringMatching(/^problem page-url: its host is an IP address/)]);
});

// Threat: each further origin may use the keys of this realm. Bound: every one is named, even while the kind is off.
test('names further origins', async () => {
  const off = { webAuthnPolicyPasswordlessPasskeysEnabled: false };
  const origins = {
    webAuthnPolicyExtraOrigins: ['https://x.example'],
    webAuthnPolicyPasswordlessExtraOrigins: ['https://y.example'],
  };
  expect(await said({ ...off, ...origins }, 'https://192.0.2.7', [])).toEqual([
    expect.stringMatching(/^problem passkeys: Keycloak takes keys from pages at https:\/\/y\.example too/),
    expect.stringMatching(/^problem security-keys: Keycloak takes keys from pages at https:\/\/x\.example too/),
  ]);
});

test('names passkeys that no step takes, and those that need no owner', async () => {
  expect(await said({}, undefined, ['auth-cookie'])).toEqual([
    expect.stringMatching(/^problem passkeys: they are switched on, and no step of the flow own takes them/),
  ]);
  expect(await said({ webAuthnPolicyPasswordlessUserVerificationRequirement: 'preferred' })).toEqual([
    expect.stringMatching(/^problem passkeys: whoever holds the device signs in/),
  ]);
});
