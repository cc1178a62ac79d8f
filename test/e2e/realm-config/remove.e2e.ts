import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import { planRemoval, removeKeyhold } from '@keyhold/realm-config/remove';
import { BRIDGE, DeclaredRealms, OPTIONAL } from './declared-realm.ts';
import { addUserWithApp, askedAfterPassword } from './people.ts';

// Keyhold is taken out of a realm. The threat: a removal that is broken off locks somebody out, or takes what is not Keyhold's.

const everything = `${OPTIONAL}account-page: keyhold
pin: { mode: on, missing: set-up, step-up: true }
security-keys: { enabled: true }
`;
let realms: DeclaredRealms;

beforeAll(async () => {
  realms = await DeclaredRealms.open();
}, 20_000);
afterAll(() => realms[Symbol.asyncDispose](), 60_000);

test('remove takes out all that apply made, in an order in which everybody can sign in all the time, and nothing else', async () => {
  const request = await realms.apply(everything);
  const { admin } = realms;
  const { realm } = request;
  const live = async () => (await admin.realms.findOne({ realm })) ?? {};
  const [withApp] = await addUserWithApp(admin, realm, 'with');
  const map = JSON.stringify({ two: 2, 'keyhold-pin': -1 });
  const attributes = { ...(await live()).attributes, 'acr.loa.map': map, 'shop.colour': 'red' };
  await admin.realms.update({ realm }, { attributes });

  const { removals } = await planRemoval(request);
  expect(removals.map(({ what }) => what)).toEqual([
    'take keyhold-pin out of acr.loa.map',
    "bind “browser” and “reset credentials” in place of Keyhold's",
    "remove the realm's attributes keyhold.*",
    "give the realm Keycloak's account theme in place of “keyhold”",
    'delete the flow keyhold browser',
    'delete the flow keyhold reset credentials',
    'unregister the required action keyhold-set-up-pin',
    `delete the client ${BRIDGE}`,
    'delete the client keyhold',
  ]);
  expect((await planRealmFile(request)).changed).toBe(false);

  // Broken off after each step but the last, and begun again.
  for (let left = removals.length - 1; left > 0; left--) {
    const stop = new Error('broken off');
    const stopping = removeKeyhold({
      ...request,
      onRemoved: () => {
        throw stop;
      },
    });
    await expect(stopping).rejects.toBe(stop);
    expect((await planRemoval(request)).removals.map(({ what }) => what)).toEqual(
      removals.slice(-left).map(({ what }) => what),
    );
    if (left > 1) expect(await askedAfterPassword(realm, withApp)).toBe('code');
  }
  await removeKeyhold(request);
  expect((await planRemoval(request)).removals).toEqual([]);

  const after = await live();
  expect([after.browserFlow, after.resetCredentialsFlow]).toEqual(['browser', 'reset credentials']);
  expect(Object.keys(after.attributes ?? {}).filter((name) => name.startsWith('keyhold.'))).toEqual([]);
  expect(after.attributes).toMatchObject({ 'acr.loa.map': '{"two":2}', 'shop.colour': 'red' });
  expect(after.accountTheme ?? '').toBe('');
  expect((await admin.clients.find({ realm })).map(({ clientId }) => clientId)).not.toContain('keyhold');
  const flows = await admin.authenticationManagement.getFlows({ realm });
  expect(flows.map(({ alias }) => alias).filter((alias) => alias?.startsWith('keyhold'))).toEqual([]);

  // And back again, and out in one go.
  await applyRealmFile(request);
  expect((await planRealmFile(request)).changed).toBe(false);
  expect((await removeKeyhold(request)).removals).toEqual(removals);
  expect((await live()).attributes).toMatchObject({ 'acr.loa.map': '{"two":2}', 'shop.colour': 'red' });
}, 180_000);
