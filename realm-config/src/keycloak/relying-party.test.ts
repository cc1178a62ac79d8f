import { expect, test } from '@jest/globals';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { parseRealmText } from '../schema/read-realm-file.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import { relyingPartyIds, requireSameRelyingParty } from './relying-party.ts';

const realm = (more: string) =>
  parseRealmText(`realm: r\npage-url: https://a.example\nbridge: { client-id: b, client-secret: "\${S}" }\n${more}`, {
    S: 'sixteen characters',
  });

interface Server {
  policies?: Record<string, string> | null;
  /** What each user has, in types of credentials. */
  users?: string[][];
}

/** A Keycloak at id.shop.example; counts whose credentials were asked for. */
function server({ policies = {}, users = [] }: Server): { connection: KeycloakConnection; asked: () => number } {
  let asked = 0;
  const admin = {
    realms: { findOne: () => policies },
    users: {
      find: ({ first, max }: { first: number; max: number }) =>
        users.map((_, index) => ({ id: String(index) })).slice(first, first + max),
      getCredentials: ({ id }: { id: string }) => {
        asked += 1;
        return users[Number(id)]?.map((type) => ({ type }));
      },
    },
  } as unknown as KcAdminClient;
  const connection = {
    url: 'http://keycloak:8080',
    read: async (_: string, answer: { parse: (value: unknown) => unknown }, call: (client: KcAdminClient) => unknown) =>
      answer.parse(await call(admin)),
    get: () => Promise.resolve({ issuer: 'https://id.shop.example/realms/r' }),
  } as unknown as KeycloakConnection;
  return { connection, asked: () => asked };
}

const declaring = (id: string) => realm(`passkeys: { relying-party-id: ${id} }`);

test('where a policy names no relying party it is the host where browsers find Keycloak', async () => {
  const { connection } = server({ policies: { webAuthnPolicyPasswordlessRpId: 'shop.example' } });
  expect(await relyingPartyIds(connection, 'r')).toEqual({
    passkeys: 'shop.example',
    'security-keys': 'id.shop.example',
  });
  expect(await relyingPartyIds(server({ policies: null }).connection, 'r')).toBeNull();
});

test('asks nobody’s credentials for an id that is the same in effect, for a realm that is to be made, and for none', async () => {
  const users = [['webauthn-passwordless']];
  const { connection, asked } = server({ users });
  await requireSameRelyingParty(connection, declaring('id.shop.example'));
  await requireSameRelyingParty(connection, realm('passkeys: { enabled: true }'));
  await requireSameRelyingParty(server({ policies: null }).connection, declaring('shop.example'));
  expect(asked()).toBe(0);
});

// Threat: one line of a file takes everybody's passkeys away. Bound: no id is changed under a key of its kind.
test('never changes the id under keys of that kind, and does where only others are there', async () => {
  const change = declaring('shop.example');
  const users = [['password'], ['password', 'webauthn-passwordless']];
  await expect(requireSameRelyingParty(server({ users }).connection, change)).rejects.toMatchObject({
    message:
      'The relying-party id of passkeys (id.shop.example, the file says shop.example) stays: ' +
      'keys made for one never work with another, and there are users who have some',
    next: expect.stringContaining('Let the file say the id that the realm has'),
  });
  await requireSameRelyingParty(server({ users: [['password', 'otp', 'webauthn']] }).connection, change);
  const both = realm('passkeys: { relying-party-id: x.example }\nsecurity-keys: { relying-party-id: x.example }');
  await expect(requireSameRelyingParty(server({ users: [['webauthn']] }).connection, both)).rejects.toThrow(
    /of security-keys \(.*\) stays/,
  );
});

test('looks at a thousand users and refuses where there are more', async () => {
  const people = (count: number): string[][] => Array.from({ length: count }, () => ['password']);
  const many = server({ users: people(1000) });
  await requireSameRelyingParty(many.connection, declaring('shop.example'));
  expect(many.asked()).toBe(1000);
  await expect(
    requireSameRelyingParty(server({ users: people(1001) }).connection, declaring('shop.example')),
  ).rejects.toThrow('too many users to look whether anybody has one');
});
