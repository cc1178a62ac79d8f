import { nextTask } from './next-task.ts';

/** How long a task may have worked, in ms, before the next element waits for one of its own. */
const share = 8;

let began = 0;
let waiting = 0;

/**
 * Resolves at once while the running task is young, and in a later task otherwise. A page that came as HTML is taken over
 * element by element: however many there are, none of its tasks is long, on a slow phone either.
 */
export async function ownTurn(): Promise<void> {
  waiting++;
  while (began > 0 && performance.now() - began > share) await nextTask();
  waiting--;
  if (began > 0) return;
  began = performance.now();
  setTimeout(() => (began = 0));
}

/** Resolves when no element waits for its turn any more. */
export async function everyTurn(): Promise<void> {
  do await nextTask();
  while (waiting > 0);
}
