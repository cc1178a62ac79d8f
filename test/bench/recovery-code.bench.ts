import { withApp } from '../support/person-with-app.ts';
import { SignIn } from '../support/sign-in-forms.ts';
import { TestRealm } from '../support/test-realm.ts';
import { interleaved, side } from './pairs.ts';
import type { BenchWishes, Pair } from './pairs.ts';
import { refusalOf } from './refusal.ts';
import type { BenchReport, Goal } from './report.ts';
import { median, quantile, ratioOfMedians, staysWithin } from './statistics.ts';

const warmUps = 15;
const most = 1.5;
const wellFormed = '234567-89abcd-efghjk';

/**
 * A wrong recovery code against a set of ten unused ones, beside a wrong password, each typed into its form at sign-in. Beside
 * them what is refused without a hash, a text that no code looks like and an empty password, which tells the hashes from the rest.
 */
export async function recoveryCode({ pairs = 100 }: BenchWishes): Promise<BenchReport[]> {
  await using realm = await TestRealm.make({ secondFactor: 'optional', bruteForce: { failures: 1000 } });
  // Keycloak's own detection refuses the second of two quick wrong passwords; the tries of recovery codes count on.
  await realm.admin.realms.update({ realm: realm.name }, { bruteForceProtected: false });
  const { user, codes } = await withApp(realm, await realm.addUser('alice'));
  const atPassword = await SignIn.open(realm.name, { client: realm.bridge });
  const atCode = await SignIn.open(realm.name, { client: realm.bridge });
  await atCode.password(user);
  if ((await atCode.anotherWay('Recovery codes')) !== 'recovery code') throw new Error(`No form: ${atCode.text}`);

  const code = (recoveryCode: string) => () => refusalOf(() => atCode.submit({ recoveryCode }), 'recovery code');
  const password = (wrong: string) => () =>
    refusalOf(() => atPassword.password({ username: user.username, password: wrong }), 'password');
  const count = warmUps + pairs;
  const hashed: Pair<number>[] = [];
  const bare: Pair<number>[] = [];
  for (let i = 0; i < count; i++) {
    hashed.push(...(await interleaved(1, code(wellFormed), password('wrong'))));
    bare.push(...(await interleaved(1, code('no code'), password(''))));
  }
  // All ten were unused until now, and no pause began: else this one would be refused as well.
  const end = await atCode.recoveryCode(codes[0] ?? '');
  if (codes.length !== 10 || end !== 'signed in') throw new Error(`A right code was refused: ${atCode.text}`);
  return [reportOf(hashed.slice(warmUps), bare.slice(warmUps))];
}

function reportOf(hashed: readonly Pair<number>[], bare: readonly Pair<number>[]): BenchReport {
  const [code, password] = [side(hashed, 'ours'), side(hashed, 'theirs')];
  const [noCode, noPassword] = [side(bare, 'ours'), side(bare, 'theirs')];
  const row = (typed: string, values: readonly number[]) => ({
    typed,
    'median ms': median(values).toFixed(1),
    'p95 ms': quantile(values, 0.95).toFixed(1),
  });
  return {
    name: `Wrong recovery code, ten unused ones, ${hashed.length} interleaved pairs`,
    rows: [
      row('Keyhold, recovery code', code),
      row('Keyhold, no code by its looks', noCode),
      row('Keycloak, password', password),
      row('Keycloak, no password', noPassword),
    ],
    goals: [
      besidePassword(code, password),
      hashes(median(code) - median(noCode), median(password) - median(noPassword)),
    ],
    raw: { hashed, bare },
  };
}

function besidePassword(code: readonly number[], password: readonly number[]): Goal {
  const ratio = ratioOfMedians(password, code);
  return {
    what: 'a guess beside one check of a password',
    measured: `${ratio.ratio.toFixed(2)}× [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]`,
    goal: `≤ ${most}×`,
    met: staysWithin(ratio, most),
  };
}

/** Both hashes cost the same: Argon2id, 7 MiB, five passes. */
function hashes(ofCode: number, ofPassword: number): Goal {
  const count = ofCode / ofPassword;
  return { what: 'hashes per guess', measured: count.toFixed(2), goal: '1', met: count < 1.5 };
}
