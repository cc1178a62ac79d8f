import { setTimeout as wait } from 'node:timers/promises';
import { BridgeProcess } from '../support/bridge-process.ts';
import { BridgeVisitor } from '../support/bridge-visitor.ts';
import { askingPin, goodPin, setPin } from '../support/pin.ts';
import { SignIn } from '../support/sign-in-forms.ts';
import { TestRealm } from '../support/test-realm.ts';
import { load } from './load.ts';
import type { LoadClient, LoadResult } from './load.ts';
import { interleaved, side } from './pairs.ts';
import type { BenchWishes, Pair } from './pairs.ts';
import { refusalOf } from './refusal.ts';
import type { BenchReport } from './report.ts';
import { meets, median, quantile, ratioOfMedians } from './statistics.ts';

/** The fifth wrong PIN of a person begins a pause, and then none is checked. */
const guessesEach = 4;
const warmUps = 16;
const leastRate = 0.95;

const readers = 8;
const rounds = 5;
const roundMs = 3000;
const slowest = 2;

/**
 * A wrong PIN typed into the page that asks for it, beside a wrong password typed into Keycloak's own form, in one realm, with
 * the hash settings of both the same; and what reading the page's data costs while PINs are checked at half that rate.
 */
export async function pin({ pairs = 100 }: BenchWishes): Promise<BenchReport[]> {
  await using realm = await TestRealm.make({
    secondFactor: 'optional',
    accessToken: '5m',
    bruteForce: { failures: 1000 },
    pin: { mode: 'on', 'step-up': true },
  });
  // Keycloak's detection refuses the second of two quick wrong passwords; all else of it stays.
  await realm.admin.realms.update({ realm: realm.name }, { quickLoginCheckMilliSeconds: 0 });
  const checks = await beside(realm, pairs);
  const msPerCheck = median(side(checks, 'ours'));
  return [reportOfChecks(checks), await whileChecking(realm, msPerCheck)];
}

async function beside(realm: TestRealm, pairs: number): Promise<Pair<number>[]> {
  const atPassword = await SignIn.open(realm.name, { client: realm.bridge });
  const { username } = await realm.addUser('alice');
  const guesses = await wrongPins(realm, 'bob', warmUps + pairs);
  const times = await interleaved(
    guesses.length,
    (i) => guesses[i]?.() ?? Promise.reject(new Error('no guess is left')),
    () => refusalOf(() => atPassword.password({ username, password: 'wrong' }), 'password'),
  );
  // Class loading and first compilation are nobody's merit.
  return times.slice(warmUps);
}

/** So many guesses at least, of as many people as it takes, who all stand before the page that asks; each answers its milliseconds. */
async function wrongPins(realm: TestRealm, name: string, count: number): Promise<(() => Promise<number>)[]> {
  const guesses: (() => Promise<number>)[] = [];
  while (guesses.length < count) {
    const user = await realm.addUser(`${name}-${guesses.length}`);
    await setPin(realm, user, goodPin);
    const page = await SignIn.open(realm.name, { client: realm.bridge, query: askingPin() });
    if ((await page.password(user)) !== 'PIN') throw new Error(`No PIN is asked: ${page.text}`);
    const guess = () => refusalOf(() => page.submit({ pin: '703185' }), 'PIN');
    guesses.push(...Array.from({ length: guessesEach }, () => guess));
  }
  return guesses;
}

function reportOfChecks(checks: readonly Pair<number>[]): BenchReport {
  const [ours, theirs] = [side(checks, 'ours'), side(checks, 'theirs')];
  const ratio = ratioOfMedians(ours, theirs);
  const row = (typed: string, values: readonly number[]) => ({
    typed,
    'per second': (1000 / median(values)).toFixed(1),
    'median ms': median(values).toFixed(1),
    'p95 ms': quantile(values, 0.95).toFixed(1),
  });
  return {
    name: `Wrong PIN, ${checks.length} interleaved pairs`,
    rows: [row('Keyhold, PIN', ours), row('Keycloak, password', theirs)],
    goals: [
      {
        what: 'checks of PINs beside checks of passwords',
        measured: `${ratio.ratio.toFixed(2)}× [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]`,
        goal: `≥ ${leastRate}×`,
        met: meets(ratio, leastRate),
      },
    ],
    raw: checks,
  };
}

async function whileChecking(realm: TestRealm, msPerCheck: number): Promise<BenchReport> {
  await using bridge = await BridgeProcess.startFor(realm, {
    KEYHOLD_LOG_LEVEL: 'warn',
    // One address calls for all of them here.
    KEYHOLD_LIMIT_ADDRESS: '999999',
    KEYHOLD_LIMIT_USER: '999999',
  });
  const clients: LoadClient[] = [];
  for (let i = 0; i < readers; i++) {
    const { browser } = await BridgeVisitor.signedIn(bridge.url, await realm.addUser(`reader-${i}`));
    const headers = { cookie: browser.cookies.header(new URL(bridge.url)), 'user-agent': browser.agent };
    clients.push({ url: `${bridge.url}/api/overview`, headers });
  }
  const every = 2 * msPerCheck;
  const guesses = await wrongPins(realm, 'carol', Math.ceil((rounds * roundMs) / every) + rounds);
  await load(clients, roundMs);
  const idle: LoadResult[] = [];
  const busy: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    idle.push(await load(clients, roundMs));
    const checking = checkEvery(every, guesses);
    busy.push(await load(clients, roundMs));
    await checking.end();
  }
  const p99 = (results: readonly LoadResult[]): number => median(results.map((result) => result.p99));
  const ratio = p99(busy) / p99(idle);
  const row = (results: readonly LoadResult[]) => ({
    'per second': Math.round(median(results.map((result) => result.perSecond))),
    'p50 ms': Math.round(median(results.map((result) => result.p50))),
    'p99 ms': Math.round(p99(results)),
    errors: results.reduce((sum, { errors }) => sum + errors, 0),
  });
  return {
    name: `GET /api/overview, ${readers} clients, ${rounds} interleaved rounds of ${roundMs / 1000} s`,
    rows: [
      { meanwhile: 'nothing', ...row(idle) },
      { meanwhile: `a PIN each ${Math.round(every)} ms`, ...row(busy) },
    ],
    goals: [
      {
        what: 'p99 while PINs are checked beside p99 of idle',
        measured: `${ratio.toFixed(2)}×`,
        goal: `≤ ${slowest}×`,
        met: ratio <= slowest,
      },
    ],
    raw: { idle, busy },
  };
}

/** Begins one of the guesses in each interval, unless the one before it still runs. */
function checkEvery(milliseconds: number, guesses: (() => Promise<number>)[]): { end: () => Promise<void> } {
  const end = new AbortController();
  const running = (async () => {
    while (!end.signal.aborted) await Promise.all([guesses.pop()?.(), wait(milliseconds)]);
  })();
  return {
    end: () => {
      end.abort();
      return running;
    },
  };
}
