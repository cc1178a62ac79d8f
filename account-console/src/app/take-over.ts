import type { LitElement } from 'lit';
import { nextTask } from '@keyhold/elements/base/next-task.ts';
import { renewTimes } from '@keyhold/elements/relative-time/relative-time.ts';
import { setClock } from '@keyhold/elements/relative-time/time-words.ts';
import { datesReady } from './dates-ready.ts';
import { clockOf, type Rendered } from './inlined-state.ts';

/**
 * Lets the elements of a page that the bridge rendered start by the bridge's clock, so that they find the words they expect;
 * then every moment is said anew by the browser's own.
 */
export async function takeOver(page: LitElement, rendered: Rendered): Promise<void> {
  await datesReady();
  setClock(clockOf(rendered));
  await page.updateComplete;
  await nextTask();
  const cards = [...page.renderRoot.querySelectorAll<LitElement>('.main > [id]')];
  await Promise.all(cards.map((card) => card.updateComplete));
  await nextTask();
  setClock();
  renewTimes();
  cards.forEach((card) => card.requestUpdate());
}
