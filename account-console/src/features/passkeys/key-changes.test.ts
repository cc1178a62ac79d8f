import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AccountState } from '../../app/account-state.ts';
import { FakeApi, type FakeProblem, type World } from '../../../gallery/fake-api.ts';
import { overviewOf, thisDevice, world } from '../../../gallery/world.ts';
import { add, type Prove } from './key-changes.ts';

const relyingParty = { id: 'example.org', name: 'Example' };
const options = { rp: relyingParty, user: { id: 'dTE', name: 'alice', displayName: 'Alice' }, challenge: 'AAEC' };
const confirmation = 'POST /api/passkeys/enrolments/e1/confirmation';

/** What the browser's own store was told. */
let told: unknown[];

beforeEach(() => {
  told = [];
  Object.defineProperty(globalThis, 'PublicKeyCredential', {
    configurable: true,
    value: Object.assign(function PublicKeyCredential() {}, {
      parseCreationOptionsFromJSON: (json: unknown) => json,
      signalUnknownCredential: (unknown: unknown) => Promise.resolve(told.push(unknown)),
    }),
  });
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: { create: () => Promise.resolve({ toJSON: () => ({ id: 'made', response: {} }) }) },
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  Reflect.deleteProperty(navigator, 'credentials');
});

const proven: Prove = <T>(_place: unknown, _account: unknown, _request: unknown, call: () => Promise<T>) => call();

/** Adds a passkey before a bridge that answers so; the proof is given. */
async function adding(answers: World['answers'], { here = true, upgrade = false } = {}) {
  const { passkeys } = overviewOf([]);
  const overview = overviewOf([thisDevice()], {
    passkeys: { ...passkeys, passkeys: { ...passkeys.passkeys, relyingParty, state: 'available', here } },
  });
  const api = new FakeApi(world([], { overview, answers }));
  globalThis.fetch = (input) => api.fetch(input as Request);
  const account = new AccountState(new URL('http://localhost/'));
  account.takeInlined({ config: api.world.config, overview });
  let left: string | undefined;
  account.leave = (address) => (left = address);
  const saying = await add(document.body, account, 'passkey', proven, upgrade);
  return { saying, left, calls: api.calls };
}

const refusing = (problem: FakeProblem) =>
  adding({ 'POST /api/passkeys/enrolments': { id: 'e1', options }, [confirmation]: problem });

describe('a key that the browser has made and that was not added', () => {
  test.each<[string, FakeProblem]>([
    ['refused', { slug: 'registration-refused', status: 422, reason: 'algorithm' }],
    ['one too many', { slug: 'passkeys-full', status: 409 }],
  ])('%s: the browser is told to forget it', async (_why, problem) => {
    const { saying, calls } = await refusing(problem);
    expect(calls).toContain(confirmation);
    expect(saying?.tone).toBe('bad');
    expect(told).toEqual([{ rpId: 'example.org', credentialId: 'made' }]);
  });

  // Its first answer may have been lost: the key counts then, and a browser that forgot it would lock the user out.
  test.each<[string, FakeProblem]>([
    ['a second try after a lost answer', { slug: 'enrolment-gone', status: 404 }],
    ['a fault behind the bridge', { slug: 'keycloak-unavailable', status: 503 }],
    ['added before', { slug: 'already-registered', status: 409 }],
  ])('%s: the browser keeps it', async (_why, problem) => {
    const { saying, calls } = await refusing(problem);
    expect(calls).toContain(confirmation);
    expect(saying?.tone).toBe('bad');
    expect(told).toEqual([]);
  });
});

type Wish = CredentialCreationOptions & { mediation?: string };

describe('a step of the check-up, in a browser that can make a passkey without a prompt', () => {
  const item = { id: 'k1', label: 'Phone', model: null, createdAt: '2026-11-24T09:00:00Z', transports: [] };
  let wishes: Wish[];
  let capabilities: Record<string, boolean>;

  beforeEach(() => {
    wishes = [];
    capabilities = { conditionalCreate: true };
    Object.assign(PublicKeyCredential, { getClientCapabilities: () => Promise.resolve(capabilities) });
  });

  /** The ways in which the browser was asked; the bridge lets it where it is asked to. */
  async function upgrading(create: (wish: Wish) => Promise<unknown>, upgrade = true) {
    navigator.credentials.create = (wish = {}) => {
      wishes.push(wish);
      return create(wish) as Promise<Credential>;
    };
    const answers: World['answers'] = {
      'POST /api/passkeys/enrolments': (sent) => ({ id: 'e1', options, mediation: 'optional', ...(sent as object) }),
      [confirmation]: { item, recoveryCodes: null },
    };
    const { saying } = await adding(answers, { upgrade });
    expect(saying?.tone).toBe('done');
    return wishes.map(({ mediation }) => mediation);
  }
  const makes = () => Promise.resolve({ toJSON: () => ({ id: 'made', response: {} }) });
  const refuses = ({ mediation }: Wish) =>
    mediation === undefined ? makes() : Promise.reject(new DOMException('', 'NotAllowedError'));

  test('asks the user nothing', async () => {
    expect(await upgrading(makes)).toEqual(['conditional']);
    expect(wishes[0]?.publicKey?.authenticatorSelection?.userVerification).toBe('preferred');
  });

  test('asks the user where the browser did not make one', async () => {
    expect(await upgrading(refuses)).toEqual(['conditional', undefined]);
  });

  test('asks at once in a browser that cannot, and where the card was used', async () => {
    expect(await upgrading(makes, false)).toEqual([undefined]);
    capabilities = {};
    expect(await upgrading(makes)).toEqual([undefined, undefined]);
  });
});

test("where the keys belong to another site, Keycloak's page is led to and nothing is made here", async () => {
  const location = '/auth/actions/webauthn-register-passwordless';
  const { saying, left, calls } = await adding({ 'POST /api/passkeys/redirects': { location } }, { here: false });
  expect([saying, left, calls]).toEqual([null, location, ['POST /api/passkeys/redirects']]);
});
