import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyRealmFile, planRealmFile } from '@keyhold/realm-config';
import { examineRealm } from '@keyhold/realm-config/doctor';
import { DeclaredRealms, OPTIONAL } from './declared-realm.ts';
import { flowListing } from './flow-listing.ts';
import { addUserWithApp, askedAfterPassword } from './people.ts';

const KEYHOLD_FLOW = 'keyhold browser';
let realms: DeclaredRealms;

beforeAll(async () => {
  realms = await DeclaredRealms.open();
}, 20_000);
afterAll(() => realms[Symbol.asyncDispose](), 60_000);

const mapOf = async (realm: string): Promise<unknown> =>
  JSON.parse(String((await realms.admin.realms.findOne({ realm }))?.attributes?.['acr.loa.map'] ?? '{}'));
const topOf = (listing: readonly string[]): string[] => listing.filter((line) => !line.startsWith(' '));

test('the step-up is put around a sign-in that stays as it was, named beside the names of others, and taken away again', async () => {
  const more = `${OPTIONAL}lifetimes: { access-token: 60s }\nbrute-force: { failures: 5 }\n`;
  const request = await realms.apply(more);
  const { admin } = realms;
  const { realm } = request;
  const before = await flowListing(admin, realm, KEYHOLD_FLOW);
  const [withApp] = await addUserWithApp(admin, realm, 'with');
  const { attributes } = (await admin.realms.findOne({ realm })) ?? {};
  await admin.realms.update({ realm }, { attributes: { ...attributes, 'acr.loa.map': '{"two":2}' } });

  await realms.rewrite(request, `${more}pin: { mode: on, missing: set-up, step-up: true }\n`);
  const plan = await planRealmFile(request);
  expect(plan.changes.filter(({ verb }) => verb !== 'no-op').map(({ object }) => object)).toEqual([
    'required action keyhold-set-up-pin',
    `flow ${KEYHOLD_FLOW}`,
    `realm attributes ${realm}`,
    `acr map ${realm}`,
  ]);
  await applyRealmFile(request);
  const around = await flowListing(admin, realm, KEYHOLD_FLOW);
  expect(topOf(around)).toEqual([`${KEYHOLD_FLOW} sign-in REQUIRED`, `${KEYHOLD_FLOW} PIN CONDITIONAL`]);
  expect(around.slice(-2)).toEqual(['  keyhold-pin-requested REQUIRED', '  keyhold-pin REQUIRED']);
  expect(
    around.slice(1, -3).map((line) => line.slice(2).replace(`${KEYHOLD_FLOW} sign-in `, `${KEYHOLD_FLOW} `)),
  ).toEqual(before);
  expect(await mapOf(realm)).toEqual({ two: 2, 'keyhold-pin': -1 });
  expect(await askedAfterPassword(realm, withApp)).toBe('code');
  expect((await planRealmFile(request)).changed).toBe(false);
  expect(await examineRealm(request)).toEqual([]);

  await realms.rewrite(request, more);
  expect((await planRealmFile(request)).changed).toBe(false);
  await realms.rewrite(request, `${more}pin: { mode: off, step-up: false }\n`);
  await applyRealmFile(request);
  expect(await mapOf(realm)).toEqual({ two: 2 });
  expect(await flowListing(admin, realm, KEYHOLD_FLOW)).toEqual(before);
  expect(await askedAfterPassword(realm, withApp)).toBe('code');
  expect((await planRealmFile(request)).changed).toBe(false);
}, 120_000);
