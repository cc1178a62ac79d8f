import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { BridgeVisitor } from '../../support/bridge-visitor.ts';
import { eventually } from '../../support/eventually.ts';
import { FaultProxy } from '../../support/fault-proxy.ts';
import { proven } from '../../support/grant.ts';
import { keycloakAdmin } from '../../support/keycloak-admin.ts';
import { OwnKeycloak } from '../../support/own-keycloak.ts';
import { askingPin, goodPin, otherPin } from '../../support/pin.ts';
import type { ApiAnswer } from '../../support/plugin-call.ts';
import { examine } from '../../support/realm-file.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { TestRealm } from '../../support/test-realm.ts';
import type { TestUser } from '../../support/test-realm.ts';

// Keycloak is killed, its clock jumps, its key for PINs is missing or another one. The threat: misses that are forgotten, a
// pause that ends early, a PIN that is taken unchecked, or users who are punished for a fault of the server.

const oldPepper = `old:${Buffer.alloc(32, 'old').toString('base64')}`;
const newPepper = `new:${Buffer.alloc(32, 'new').toString('base64')}`;
const hour = 3_600_000;
const wishes = { secondFactor: 'optional', pin: { mode: 'on', 'step-up': true } } as const;

const things = new AsyncDisposableStack();
let keycloak: OwnKeycloak;
let realm: TestRealm;
let proxy: FaultProxy;
let bridge: BridgeProcess;
let without: Person;
let cut: Person;
let missed: Person;
let paused: Person;
let waiting: Person;

beforeAll(async () => {
  keycloak = things.use(await OwnKeycloak.start({ pepper: oldPepper }));
  // Realms of a killed Keycloak cannot be taken away: they go with its folder.
  realm = await TestRealm.make({ ...wishes, keycloak });
  proxy = things.use(await FaultProxy.to(keycloak.url));
  const env = { KEYHOLD_KEYCLOAK_URL: keycloak.url, KEYHOLD_KEYCLOAK_INTERNAL_URL: proxy.url };
  bridge = things.use(await BridgeProcess.startFor(realm, env));
  without = await Person.signedIn('without');
  cut = await Person.withPin('cut');
  missed = await Person.withPin('missed', 2);
  paused = await Person.withPin('paused', 5);
  waiting = await Person.withPin('waiting', 5);
}, 300_000);
afterAll(() => things.disposeAsync());

/** Somebody signed in, who stays so over every restart. */
class Person {
  readonly user: TestUser;
  private readonly visitor: BridgeVisitor;

  private constructor(user: TestUser, visitor: BridgeVisitor) {
    this.user = user;
    this.visitor = visitor;
  }

  static async signedIn(username: string): Promise<Person> {
    const user = await realm.addUser(username);
    return new Person(user, await BridgeVisitor.signedIn(bridge.url, user));
  }

  static async withPin(username: string, misses = 0): Promise<Person> {
    const person = await Person.signedIn(username);
    await proven(() => person.prove());
    expect((await person.set(goodPin)).status).toBe(200);
    for (let i = 0; i < misses; i += 1) expect((await person.change(otherPin, goodPin)).problem).toBe('proof-refused');
    return person;
  }

  prove(): Promise<ApiAnswer> {
    const body = { operation: 'pin.set', target: '', password: this.user.password };
    return this.visitor.call('POST', '/api/reauthentication', { body });
  }

  set(pin: string): Promise<ApiAnswer> {
    return this.visitor.call('PUT', '/api/pin', { body: { pin } });
  }

  change(currentPin: string, pin: string): Promise<ApiAnswer> {
    return this.visitor.call('POST', '/api/pin/changes', { body: { currentPin, pin } });
  }

  read(path: string): Promise<ApiAnswer> {
    return this.visitor.call('GET', path);
  }

  /** The section `pin` of the page, once the bridge has found Keycloak again. */
  pin(): Promise<Record<string, unknown>> {
    return eventually('the same web session is served again', 10_000, async () => {
      const { status, json } = await this.read('/api/overview');
      return status === 200 && (json as { pin: Record<string, unknown> }).pin;
    });
  }

  /** What an application's request leads to in the same browser; asks for the PIN unless told otherwise. */
  request(query: Record<string, string> = askingPin()): Promise<SignIn> {
    const { browser } = this.visitor;
    return SignIn.open(realm.name, { client: realm.bridge, query, browser, keycloakUrl: keycloak.url });
  }

  /** The id of the key that the stored PIN was hashed with. */
  async pepper(): Promise<string> {
    const { id } = this.user;
    const all = await (await keycloakAdmin(keycloak)).users.getCredentials({ realm: realm.name, id });
    const { credentialData = '{}' } = all.find(({ type }) => type === 'keyhold-pin') ?? {};
    return (JSON.parse(credentialData) as { pepper: string }).pepper;
  }
}

async function expectPaused(person: Person, pin: string): Promise<void> {
  expect((await person.change(pin, otherPin)).problem).toBe('too-many-attempts');
  const step = await person.request();
  expect(await step.submit({ pin })).toBe('PIN');
  expect(step.text).toContain('Too many wrong PINs.');
}

// One Keycloak goes through all of it, since each start takes long: what a test leaves is what the next one begins with.

test('Keycloak killed between count and answer: the miss stays counted', async () => {
  const reached = proxy.trap('done', { method: 'POST', path: /\/keyhold\/pin\/changes/ });
  const guess = cut.change(otherPin, goodPin);
  await reached;
  await keycloak.kill();
  expect((await guess).problem).toBe('keycloak-unavailable');
  const misses = `select FAILURES from KEYHOLD_ATTEMPTS where FACTOR = 'pin' and USER_ID = '${cut.user.id}'`;
  expect(await keycloak.rows(misses)).toEqual([['1']]);
  await keycloak.start({ pepper: null });
  expect(await cut.pin()).toMatchObject({ triesLeft: 4, pausedUntil: null });
  expect(await missed.pin()).toMatchObject({ triesLeft: 3, pausedUntil: null });
}, 180_000);

test('without its key for PINs the start log and doctor say so, nothing is set, changed or taken, and nobody is counted', async () => {
  expect(await readFile(keycloak.logFile, 'utf8')).toContain(
    'Keyhold has no key for PINs: none can be set or checked.',
  );
  const { name, bridgeUrl: pageUrl, bridge: client } = realm;
  const found = await examine({ ...wishes, name, pageUrl, clientSecret: client.clientSecret, keycloak });
  expect(found.map(({ level, about, says }) => `${level} ${about} ${says}`)).toContain(
    'problem PIN Keycloak has no key for PINs, so none can be set or checked',
  );

  expect(await without.pin()).toMatchObject({ state: 'unavailable', setAt: null });
  expect(await cut.pin()).toMatchObject({ state: 'unavailable', triesLeft: 4 });
  for (const person of [without, cut]) await proven(() => person.prove());
  for (let i = 0; i < 6; i += 1) {
    const answers = [await without.set(goodPin), await cut.set(otherPin), await cut.change(goodPin, otherPin)];
    expect(answers.map(({ status, problem }) => [status, problem])).toEqual(Array(3).fill([503, 'pin-unavailable']));
    const step = await cut.request();
    expect(step.asked).toBe('other');
    expect(step.text).toContain('PINs do not work at this moment.');
  }
  expect(await cut.pin()).toMatchObject({ triesLeft: 4, pausedUntil: null, disabled: false });
  expect((await cut.read('/api/sessions')).status).toBe(200);
  expect((await cut.request({})).asked).toBe('signed in');
  const signIn = await SignIn.open(realm.name, { client: realm.bridge, keycloakUrl: keycloak.url });
  expect(await signIn.password(cut.user)).toBe('signed in');
}, 60_000);

// To a clock that went back, whatever was written lies ahead: the machine's own cannot be turned under one of its programs.
test('the clock an hour back: a pause does not end and tries do not reopen; a pause that is over lets the right PIN in', async () => {
  await keycloak.stop();
  const shift = ({ user }: Person, by: number): Promise<void> =>
    keycloak.change(
      `update KEYHOLD_ATTEMPTS set LAST_AT = LAST_AT + ${by}, LOCKED_UNTIL = case LOCKED_UNTIL when 0 then 0 else LOCKED_UNTIL + ${by} end
       where FACTOR = 'pin' and USER_ID = '${user.id}'`,
    );
  await shift(missed, hour);
  await shift(paused, hour);
  await shift(waiting, -hour);
  await keycloak.start({ pepper: `${newPepper},${oldPepper}` });

  const { pausedUntil } = await paused.pin();
  expect(Date.parse(String(pausedUntil))).toBeGreaterThan(Date.now() + hour / 2);
  await expectPaused(paused, goodPin);
  expect(await missed.pin()).toMatchObject({ triesLeft: 3, pausedUntil: null });
  const left: unknown[] = [];
  for (let i = 0; i < 3; i += 1) left.push((await missed.change(otherPin, goodPin)).json);
  expect(left).toMatchObject([{ triesLeft: 2 }, { triesLeft: 1 }, { triesLeft: 0 }]);
  await expectPaused(missed, goodPin);

  expect(await waiting.pin()).toMatchObject({ pausedUntil: null });
  expect(await (await waiting.request()).submit({ pin: goodPin })).toBe('signed in');
}, 180_000);

test('another key for PINs, and the old one still listed: nobody’s PIN is void, and each takes the new key when it is used', async () => {
  expect(await cut.pin()).toMatchObject({ state: 'available', triesLeft: 4 });
  expect([await cut.pepper(), await paused.pepper(), await waiting.pepper()]).toEqual(['old', 'old', 'new']);
  expect(await (await waiting.request()).submit({ pin: goodPin })).toBe('signed in');
  expect((await cut.change(goodPin, otherPin)).status).toBe(200);
  expect(await cut.pepper()).toBe('new');
  expect(await cut.pin()).toMatchObject({ triesLeft: null, pausedUntil: null });
  expect(await (await cut.request()).submit({ pin: otherPin })).toBe('signed in');
}, 60_000);
