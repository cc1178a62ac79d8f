import assert from 'node:assert/strict';
import { askingPin, changePin, goodPin, pinOf, setPin } from '../support/pin.ts';
import type { Caller } from '../support/pin.ts';
import { SignIn } from '../support/sign-in-forms.ts';
import { TestRealm } from '../support/test-realm.ts';
import type { TestUser } from '../support/test-realm.ts';
import type { Nodes } from './nodes.ts';

const limit = 5;
const guesses = 1_000;
const browsersEach = 5;

/** What one node has of one person. */
interface Door {
  caller: Caller;
  steps: readonly SignIn[];
}

/**
 * Who knows the password guesses the PIN: of a thousand guesses at once, over the page and the sign-in step and over all nodes, at
 * most five are evaluated, and then the right one is refused everywhere. Throws when it is otherwise.
 */
export async function guessPins(nodes: Nodes, rounds: number): Promise<void> {
  nodes.use(0);
  await using realm = await TestRealm.make({
    secondFactor: 'optional',
    accessToken: '10m',
    pin: { mode: 'on', 'step-up': true },
  });
  const quick = { quickLoginCheckMilliSeconds: 0, eventsEnabled: true, enabledEventTypes: ['LOGIN_ERROR'] };
  await realm.admin.realms.update({ realm: realm.name }, quick);
  for (let round = 1; round <= rounds; round++) {
    const evaluated = await guessPinOf(await realm.addUser(`alice-${round}`), realm, nodes);
    console.log(`round ${round} of ${rounds}: ${evaluated} of ${guesses} wrong PINs were evaluated`);
  }
}

async function guessPinOf(user: TestUser, realm: TestRealm, nodes: Nodes): Promise<number> {
  nodes.use(0);
  const caller = await setPin(realm, user, goodPin);
  const doors: Door[] = [];
  for (let node = 0; node < nodes.count; node++) doors.push(await nodes.at(node, () => openDoor(realm, user)));

  const each = guesses / nodes.count / 2;
  let left = each * nodes.count;
  const typing = async (step: SignIn): Promise<void> => {
    while (left-- > 0) assert.equal(await step.submit({ pin: wrong() }), 'PIN', step.text);
  };
  const calls = doors.flatMap((door, node) =>
    Array.from({ length: each }, () => nodes.at(node, () => changePin(realm, door.caller, wrong()))),
  );
  const [answers] = await Promise.all([Promise.all(calls), ...doors.flatMap(({ steps }) => steps.map(typing))]);

  const strange = answers.filter(({ problem }) => !['proof-refused', 'too-many-attempts'].includes(problem ?? ''));
  assert.deepEqual(strange, [], strange[0]?.text);
  const onPage = answers.filter(({ problem }) => problem === 'proof-refused').length;
  const events = await realm.admin.realms.findEvents({ realm: realm.name, user: user.id, max: 2 * guesses });
  const atSignIn = events.filter(({ error }) => error === 'invalid_user_credentials').length;
  assert.ok(onPage + atSignIn <= limit, `${onPage} on the page and ${atSignIn} at sign-in were evaluated`);

  // Those that collided were not counted: what is left of the limit is used up now.
  nodes.use(0);
  for (let more = onPage + atSignIn; more < limit; more++) await changePin(realm, caller, wrong());
  for (const [node, door] of doors.entries()) {
    const answer = await nodes.at(node, () => changePin(realm, door.caller, goodPin));
    assert.equal(answer.problem, 'too-many-attempts', `node ${node}: ${answer.text}`);
    const [step] = door.steps;
    assert.equal(await step?.submit({ pin: goodPin }), 'PIN', step?.text);
    assert.ok((await nodes.at(node, () => pinOf(realm, door.caller)))['pausedUntil']);
  }
  return onPage + atSignIn;
}

async function openDoor(realm: TestRealm, user: TestUser): Promise<Door> {
  const caller = { user: (await realm.userTokens(user)).access_token, bridge: await realm.bridgeToken() };
  const steps: SignIn[] = [];
  for (let i = 0; i < browsersEach; i++) {
    const step = await SignIn.open(realm.name, { client: realm.bridge, query: askingPin() });
    assert.equal(await step.password(user), 'PIN', step.text);
    steps.push(step);
  }
  return { caller, steps };
}

/** Six digits that are not the PIN. */
const wrong = (): string => {
  const pin = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0');
  return pin === goodPin ? wrong() : pin;
};
