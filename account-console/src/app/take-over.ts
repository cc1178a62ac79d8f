import type { LitElement } from 'lit';
import { nextTask } from '@keyhold/elements/base/next-task.ts';
import { everyTurn } from '@keyhold/elements/base/own-turn.ts';
import { renewTimes } from '@keyhold/elements/relative-time/relative-time.ts';
import { setClock } from '@keyhold/elements/relative-time/time-words.ts';
import { datesReady } from './dates-ready.ts';
import { accountAt } from './account-state.ts';
import { clockOf, type Rendered } from './inlined-state.ts';
import { presumeKeys } from './knows-keys.ts';

/**
 * Lets the elements of a page that the bridge rendered start by the bridge's clock, and as in a browser that knows keys, so that
 * they find what they expect; then all is said anew by this browser's own.
 */
export async function takeOver(page: LitElement, rendered: Rendered): Promise<void> {
  await datesReady();
  setClock(clockOf(rendered));
  presumeKeys(true);
  await page.updateComplete;
  await nextTask();
  const cards = [...page.renderRoot.querySelectorAll<LitElement>('.main > [id], .main > [id] > *')];
  await Promise.all(cards.map((card) => card.updateComplete));
  await everyTurn();
  setClock();
  presumeKeys(false);
  renewTimes();
  accountAt('').showAnew();
}
