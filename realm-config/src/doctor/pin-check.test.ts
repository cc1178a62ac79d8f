import { expect, test } from '@jest/globals';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import type { KeycloakConnection } from '../keycloak/keycloak-connection.ts';
import { parseRealmText } from '../schema/read-realm-file.ts';
import { checkPin } from './pin-check.ts';

const SOUND = { 'keyhold.enabled': 'true', 'keyhold.pin': 'on', 'acr.loa.map': '{"keyhold-pin":1}' };
interface Server {
  steps?: string[];
  jar?: boolean;
  pepper?: string;
}

/** What doctor says of a realm with these attributes; one line each. */
async function said(
  attributes: Record<string, string>,
  { steps = ['auth-cookie', 'keyhold-pin-requested', 'keyhold-pin'], jar = true, pepper = '2026-11,old' }: Server = {},
): Promise<string[]> {
  const ours = (provider: object) => ({ providers: jar ? { 'keyhold-pin': provider } : {} });
  const row = { requirement: 'REQUIRED', level: 0 };
  const admin = {
    realms: { findOne: () => ({ browserFlow: 'own', attributes: { ...SOUND, ...attributes } }) },
    serverInfo: {
      find: () => ({
        providers: { authenticator: ours({}), credential: ours({ operationalInfo: { 'keyhold-pin-pepper': pepper } }) },
      }),
    },
    authenticationManagement: {
      getExecutions: () => steps.map((providerId, at) => ({ ...row, id: `${at}`, providerId, priority: at })),
    },
  } as unknown as KcAdminClient;
  const connection = {
    read: async (_: string, answer: { parse: (value: unknown) => unknown }, call: (client: KcAdminClient) => unknown) =>
      answer.parse(await call(admin)),
  } as unknown as KeycloakConnection;
  const file = parseRealmText(
    'realm: r\npage-url: https://a.example\nbridge: { client-id: b, client-secret: "${S}" }\n',
    {
      S: 'sixteen characters',
    },
  );
  const findings = await checkPin({ connection, file, report: { realm: 'r', changes: [], changed: false } });
  return findings.map(({ level, about, says, next }) => `${level} ${about}: ${says} → ${next}`);
}

test('has nothing to say of a realm as it should be, with and without PINs', async () => {
  expect(await said({})).toEqual([]);
  expect(await said({ 'keyhold.pin.min-digits': '8' })).toEqual([]);
  const none = { 'keyhold.pin': 'off', 'acr.loa.map': '', 'keyhold.pin.min-digits': '4' };
  expect(await said(none, { steps: [], jar: false, pepper: 'missing' })).toEqual([]);
});

test.each(['4', '5'])('warns of PINs of %s digits', async (fewest) => {
  expect(await said({ 'keyhold.pin.min-digits': fewest })).toEqual([
    expect.stringMatching(new RegExp(`^note PIN: one of ${fewest} digits .* → Declare pin\\.min-digits: 6\\.$`)),
  ]);
});

test.each(['on', 'read-only'])('names a missing key where PINs are %s, and how to make one', async (mode) => {
  expect(await said({ 'keyhold.pin': mode }, { pepper: 'missing' })).toEqual([
    expect.stringMatching(
      /^problem PIN: Keycloak has no key for PINs.*spi-credential--keyhold-pin--pepper=.*openssl rand/,
    ),
  ]);
});

// Threat: the name is in the map and nobody corrects the stock mapper: every token says that the PIN was right. Bound: it is named.
test('names a map that gives the PIN to every sign-in', async () => {
  const expected =
    /^problem ACR to LoA mapping: it has keyhold-pin and .* every sign-in looks like one with the PIN → Take/;
  expect(await said({ 'keyhold.pin': 'off' }, { jar: false })).toEqual([expect.stringMatching(expected)]);
  expect(await said({ 'keyhold.enabled': 'false' })).toEqual([expect.stringMatching(expected)]);
  expect((await said({}, { jar: false })).map((line) => line.split(':')[0])).toEqual([
    'problem PIN',
    'problem ACR to LoA mapping',
  ]);
});

test('names a map whose step is not there, and one that is none', async () => {
  expect(await said({}, { steps: ['auth-cookie'] })).toEqual([
    expect.stringMatching(/^note ACR to LoA mapping: .* the flow own never asks for the PIN/),
  ]);
  expect(await said({ 'acr.loa.map': 'no' })).toEqual([
    expect.stringMatching(/^problem ACR to LoA mapping: it is no map/),
  ]);
});
