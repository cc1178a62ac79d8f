import { expect, test } from '@jest/globals';
import type { KeycloakConnection } from './keycloak-connection.ts';
import { Realms } from './realms.ts';
import type { Representation } from './representations.ts';

const live = {
  realm: 'shop',
  displayName: 'Shop',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  webAuthnPolicyRpEntityName: 'keycloak',
  webAuthnPolicyExtraOrigins: ['https://other.example'],
  webAuthnPolicyPasswordlessRpEntityName: 'keycloak',
  webAuthnPolicyPasswordlessRpId: '',
  webAuthnPolicyPasswordlessExtraOrigins: [],
};

async function sentBy(fields: Record<string, string | number>): Promise<Representation> {
  let sent: Representation = {};
  const admin = { realms: { update: (_: unknown, representation: Representation) => (sent = representation) } };
  const connection = {
    read: () => Promise.resolve(live),
    write: (_: string, call: (client: typeof admin) => unknown) => Promise.resolve(call(admin)),
  } as unknown as KeycloakConnection;
  await new Realms(connection).update({ kind: 'realm', realm: 'shop' }, fields);
  return sent;
}

// Threat: Keycloak answers 204 to a part of a policy, and changes nothing or puts defaults in the rest. Bound: all of it is sent.
test('a policy is sent whole, as it is but for what changes, and nothing else of the realm with it', async () => {
  expect(await sentBy({ webAuthnPolicyPasswordlessRpId: 'shop.example' })).toEqual({
    webAuthnPolicyPasswordlessRpEntityName: 'keycloak',
    webAuthnPolicyPasswordlessRpId: 'shop.example',
    webAuthnPolicyPasswordlessExtraOrigins: [],
  });
  expect(await sentBy({ webAuthnPolicyRpId: 'shop.example' })).toEqual({
    webAuthnPolicyRpEntityName: 'keycloak',
    webAuthnPolicyRpId: 'shop.example',
    webAuthnPolicyExtraOrigins: ['https://other.example'],
  });
  expect(await sentBy({ otpPolicyDigits: 8 })).toEqual({ otpPolicyDigits: 8, otpPolicyPeriod: 30 });
  expect(await sentBy({ displayName: 'The shop' })).toEqual({ displayName: 'The shop' });
});
