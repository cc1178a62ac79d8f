import { expect, test } from '@jest/globals';
import type { DesiredObject } from '../engine/desired.ts';
import { parseRealmText } from '../schema/read-realm-file.ts';
import { realmObjects } from './realm-objects.ts';

const declare = (extra = ''): DesiredObject[] =>
  realmObjects(
    parseRealmText(
      `realm: shop\npage-url: https://a.example/security\nbridge: { client-id: b, client-secret: "\${S}"${extra} }`,
      { S: 'sixteen characters' },
    ),
  );
const fieldsOf = (kind: string, objects = declare()): Record<string, unknown> =>
  Object.fromEntries(
    objects.filter(({ key }) => key.kind === kind).flatMap(({ fields }) => fields.map((f) => [f.name, f.value])),
  );

test('redirects go to exactly two addresses below the page, the back channel to the internal one', () => {
  expect(fieldsOf('client')).toMatchObject({
    redirectUris: ['https://a.example/security/auth/callback'],
    'attributes.post.logout.redirect.uris': 'https://a.example/security/signed-out',
    'attributes.backchannel.logout.url': 'https://a.example/security/auth/backchannel-logout',
    webOrigins: [],
  });
  expect(fieldsOf('client', declare(', internal-url: "http://bridge:3000/"'))).toMatchObject({
    redirectUris: ['https://a.example/security/auth/callback'],
    'attributes.backchannel.logout.url': 'http://bridge:3000/auth/backchannel-logout',
  });
});

// Threat: a stolen client secret. Bound: it may read users and prove itself, in token and in model.
test('the service account has two roles, in its tokens and in itself', () => {
  const two = { roles: ['keyhold/sync', 'realm-management/view-users'] };
  expect(fieldsOf('scope mappings')).toEqual(two);
  expect(fieldsOf('service account roles')).toEqual(two);
  expect(fieldsOf('client')).toMatchObject({ fullScopeAllowed: false });
});

test('Keyhold is switched on by the very last field that is written', () => {
  const last = declare().at(-1)?.fields.at(-1);
  expect([last?.name, last?.value]).toEqual(['attributes.keyhold.enabled', 'true']);
});

test('settings that the file does not state are nobody’s business', () => {
  expect(Object.keys(fieldsOf('realm'))).toEqual(['enabled', 'attributes.keyhold.made-by']);
  expect(declare()[0]?.fields.every((f) => f.onlyAtCreation)).toBe(true);
});

test('every secret is marked as one', () => {
  const secrets = declare().flatMap(({ fields }) => fields.filter((f) => f.value === 'sixteen characters'));
  expect(secrets.map(({ name, secret }) => [name, secret])).toEqual([['secret', true]]);
});
