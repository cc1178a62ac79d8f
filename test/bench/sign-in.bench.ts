import { randomBytes } from 'node:crypto';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import type { Credentials } from '../support/plain-browser.ts';
import { SignIn } from '../support/sign-in-forms.ts';
import { TestRealm } from '../support/test-realm.ts';
import { interleaved, side } from './pairs.ts';
import type { BenchWishes } from './pairs.ts';
import type { BenchReport } from './report.ts';
import { stockRealmLike } from './stock-realm.ts';
import type { Realm } from './stock-realm.ts';
import { median, quantile, ratioOfMedians, staysWithin } from './statistics.ts';

const warmUps = 150;
const most = 1.05;

/**
 * A whole sign-in, from the first address to the redirect with its code, with a password and a code of an authenticator app:
 * by Keyhold's flow in a realm that Keyhold manages, beside Keycloak's own flow in a realm that it does not. On the wire, without
 * a browser: both sides show Keycloak's own forms. Nobody signs in twice, since Keycloak takes a code once.
 */
export async function signIn({ pairs = 200 }: BenchWishes): Promise<BenchReport[]> {
  await using ours = await TestRealm.make({ secondFactor: 'optional', bruteForce: { failures: 1000 } });
  await using theirs = await stockRealmLike(ours);
  await requireFlow(ours, 'keyhold browser');
  await requireFlow(theirs, 'browser');
  const ourPeople = await people(ours, warmUps + pairs);
  const theirPeople = await people(theirs, warmUps + pairs);
  const times = await interleaved(
    warmUps + pairs,
    (i) => timeOf(ours.name, ourPeople[i]),
    (i) => timeOf(theirs.name, theirPeople[i]),
  );
  // Class loading and first compilation are nobody's merit.
  const counted = times.slice(warmUps);
  const [our, their] = [side(counted, 'ours'), side(counted, 'theirs')];
  const ratio = ratioOfMedians(their, our);
  const row = (values: number[]) => ({
    'median ms': median(values).toFixed(1),
    'p95 ms': quantile(values, 0.95).toFixed(1),
  });
  return [
    {
      name: `Sign-in with password and code, ${pairs} interleaved pairs`,
      rows: [
        { flow: 'Keyhold (keyhold-totp)', ...row(our) },
        { flow: 'Keycloak (auth-otp-form)', ...row(their) },
      ],
      goals: [
        {
          what: 'whole sign-in beside the stock flow',
          measured: `${ratio.ratio.toFixed(3)}× [${ratio.low.toFixed(3)}, ${ratio.high.toFixed(3)}]`,
          goal: `≤ ${most}×`,
          met: staysWithin(ratio, most),
        },
      ],
      raw: counted,
    },
  ];
}

type Person = Credentials & { app: AuthenticatorApp };

async function requireFlow({ name: realm, admin }: Realm, flow: string): Promise<void> {
  const bound = (await admin.realms.findOne({ realm }))?.browserFlow;
  if (bound !== flow) throw new Error(`${realm} signs in by "${bound}", not by "${flow}"`);
}

const application = { clientId: 'bench', redirectUri: 'http://localhost:9/bench' };

/** So many people with a password and an authenticator app that Keycloak's own pages could have set up, and where they go. */
async function people({ name: realm, admin }: Realm, count: number): Promise<Person[]> {
  const { clientId, redirectUri } = application;
  await admin.clients.create({ realm, clientId, redirectUris: [redirectUri], publicClient: true });
  const credentialData = {
    subType: 'totp',
    digits: 6,
    counter: 0,
    period: 30,
    algorithm: 'HmacSHA1',
    secretEncoding: 'BASE32',
  };
  const all: Person[] = [];
  for (let i = 0; i < count; i++) {
    const person = {
      username: `user-${i}`,
      password: randomBytes(18).toString('base64url'),
      app: new AuthenticatorApp(),
    };
    await admin.users.create({
      realm,
      username: person.username,
      enabled: true,
      email: `${person.username}@example.test`,
      emailVerified: true,
      firstName: 'A',
      lastName: 'User',
      credentials: [
        { type: 'password', value: person.password, temporary: false },
        {
          type: 'otp',
          secretData: JSON.stringify({ value: person.app.secret }),
          credentialData: JSON.stringify(credentialData),
        },
      ],
    });
    all.push(person);
  }
  return all;
}

/** Milliseconds of one sign-in; fails where it asked anything else than it should, or let somebody in too early. */
async function timeOf(realm: string, person: Person | undefined): Promise<number> {
  if (person === undefined) throw new Error('too few people');
  const before = performance.now();
  const visit = await SignIn.open(realm, { client: application });
  const asked = [visit.asked, await visit.password(person), await visit.code(person.app)];
  const took = performance.now() - before;
  if (asked.join() !== 'password,code,signed in') throw new Error(`${realm} asked: ${asked.join()}. ${visit.text}`);
  return took;
}
