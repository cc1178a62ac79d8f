/** @jest-environment node */
// jsdom runs what waits for a promise only after several timers; Node, like a browser, after each.
import { beforeEach, expect, test } from '@jest/globals';
import { nextTask } from './next-task.ts';
import { everyTurn, ownTurn } from './own-turn.ts';

beforeEach(async () => {
  await everyTurn();
  await nextTask();
});

/** What happened, in the order that it did: `task` is the next task of the browser. */
function account(): string[] {
  const happened: string[] = [];
  void nextTask().then(() => happened.push('task'));
  return happened;
}

function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('a young task is shared', async () => {
  const happened = account();
  await ownTurn();
  await ownTurn();
  expect(happened).toEqual([]);
});

test('after long work each of the next elements waits for a task of its own', async () => {
  const happened = account();
  await ownTurn();
  workFor(12);
  const turns = ['second', 'third'].map(async (name) => {
    await ownTurn();
    happened.push(name);
    queueMicrotask(() => happened.push(`end of ${name}`));
    workFor(12);
  });
  await Promise.all(turns);
  expect(happened).toEqual(['task', 'second', 'end of second', 'third', 'end of third']);
});

test('who wants to go on after all of them waits for those, too, that came while others worked', async () => {
  const happened: string[] = [];
  await ownTurn();
  workFor(12);
  void ownTurn().then(async () => {
    workFor(12);
    await ownTurn();
    happened.push('the element inside');
  });
  await everyTurn();
  expect(happened).toEqual(['the element inside']);
});
