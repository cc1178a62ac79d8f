import type { Browser, Page } from 'playwright-core';
import { BridgeProcess } from '../support/bridge-process.ts';
import { fillSignIn, startBrowser, visitor } from '../support/browser.ts';
import type { Credentials } from '../support/plain-browser.ts';
import { plugIn } from '../support/security-keys.ts';
import type { VirtualAuthenticator } from '../support/security-keys.ts';
import { takenOver } from '../support/taken-over.ts';
import { TestRealm } from '../support/test-realm.ts';
import { testRun } from '../support/test-run.ts';
import { interleaved, side } from './pairs.ts';
import type { BenchWishes } from './pairs.ts';
import { quickUser } from './quick-user.ts';
import type { Step } from './quick-user.ts';
import type { BenchReport } from './report.ts';
import { stockRealmLike } from './stock-realm.ts';
import type { Realm } from './stock-realm.ts';
import { median, meets, quantile, ratioOfMedians } from './statistics.ts';

const warmUps = 2;
const atLeast = 3;

/**
 * A passkey from the click on "Add passkey" until it is listed: in our page with the password as proof, beside Keycloak's account
 * page, which leads to its sign-in pages and back, and asks for no proof within five minutes after sign-in. The same kind of
 * authenticator answers at once on both sides.
 */
export async function passkeys({ pairs = 20 }: BenchWishes): Promise<BenchReport[]> {
  await using managed = await TestRealm.make({ secondFactor: 'optional', keys: true });
  await using bridge = await BridgeProcess.startFor(managed);
  await using stock = await stockRealmLike(managed);
  await using browser = await startBrowser();
  const alice = await managed.addUser('alice');
  const theirs = await inKeycloak(browser, stock);
  const ours = await visit(browser, managed, `${bridge.url}/passkeys`, alice, ourWay(alice));
  const times = await interleaved(
    warmUps + pairs,
    () => addInOurs(ours, `${bridge.url}/passkeys`),
    () => addInTheirs(theirs),
  );
  // Class loading and first compilation are nobody's merit.
  const counted = times.slice(warmUps);
  const [our, their] = [side(counted, 'ours'), side(counted, 'theirs')];
  const ratio = ratioOfMedians(our, their);
  const row = (values: number[]) => ({
    'median ms': Math.round(median(values)),
    'p95 ms': Math.round(quantile(values, 0.95)),
  });
  return [
    {
      name: `A passkey, from the click until it is listed, ${pairs} interleaved pairs`,
      rows: [
        { page: 'Keyhold, with the proof', ...row(our) },
        { page: 'Keycloak, Signing in', ...row(their) },
      ],
      goals: [
        {
          what: 'passkey listed sooner',
          measured: `${ratio.ratio.toFixed(1)}× [${ratio.low.toFixed(1)}, ${ratio.high.toFixed(1)}]`,
          goal: `≥ ${atLeast}×`,
          met: meets(ratio, atLeast),
        },
      ],
      raw: counted,
    },
  ];
}

interface Way {
  readonly steps: readonly Step[];
  /** What is shown once the key is listed. */
  readonly last: string;
}

const ourWay = ({ password }: Credentials): Way => ({
  steps: [{ press: '.add' }, { press: 'form .button.primary', fill: { 'input[type=password]': password } }],
  last: '[data-key]',
});

const theirWay: Way = {
  steps: [{ press: '[data-testid="webauthn-passwordless/create"]' }, { press: '#registerWebAuthn' }],
  last: '[data-testid="webauthn-passwordless/credential-list"] [data-testrole="created-at"]',
};

interface Visit {
  readonly realm: Realm;
  readonly page: Page;
  readonly key: VirtualAuthenticator;
  readonly userId: string;
  /** Adds the key, and says how long it took. */
  readonly go: (page: Page) => Promise<number>;
}

async function visit(
  browser: Browser,
  realm: Realm,
  url: string,
  user: Credentials & { id: string },
  way: Way,
): Promise<Visit> {
  const page = await visitor(browser);
  const key = await plugIn(page, 'platform');
  await page.goto(url);
  await fillSignIn(page, user);
  await page.waitForURL((at) => at.href.startsWith(url));
  return { realm, page, key, userId: user.id, go: await quickUser(page.context(), way.steps, way.last) };
}

const signingIn = (realm: Realm): string =>
  `${testRun().keycloakUrl}/realms/${realm.name}/account/account-security/signing-in`;

async function inKeycloak(browser: Browser, realm: Realm): Promise<Visit> {
  const [username, password] = ['alice', 'a-password-of-alice-42'];
  const { id } = await realm.admin.users.create({
    realm: realm.name,
    username,
    enabled: true,
    email: 'alice@example.test',
    emailVerified: true,
    firstName: 'Alice',
    lastName: 'Example',
    credentials: [{ type: 'password', value: password, temporary: false }],
  });
  return visit(browser, realm, signingIn(realm), { id, username, password }, theirWay);
}

/** Without a key, on neither side. */
async function forget({ realm, key, userId: id }: Visit): Promise<void> {
  const all = await realm.admin.users.getCredentials({ realm: realm.name, id });
  for (const { id: credentialId = '', type } of all) {
    if (type?.startsWith('webauthn')) await realm.admin.users.deleteCredential({ realm: realm.name, id, credentialId });
  }
  await key.cdp.send('WebAuthn.clearCredentials', { authenticatorId: key.id });
}

async function addInOurs(visit: Visit, url: string): Promise<number> {
  const { page, go } = visit;
  await forget(visit);
  await page.goto(url);
  await takenOver(page);
  return go(page);
}

async function addInTheirs(visit: Visit): Promise<number> {
  const { page, realm, go } = visit;
  await forget(visit);
  await page.goto(signingIn(realm));
  await page.getByTestId('webauthn-passwordless/create').waitFor();
  return go(page);
}
