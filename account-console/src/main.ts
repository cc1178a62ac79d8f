/**
 * The account console, whole: this one module defines `<keyhold-account>` and every card. The bridge's own page loads it
 * under its hashed name; other pages include `keyhold-account.js`, which loads the same file.
 */
import { datesReady } from './app/dates-ready.ts';
import { keepEarlyClick } from './app/early-click.ts';

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Loads the console in two parts, each with a task of its own: no start of a page blocks it for long, on a slow phone either. */
async function start(): Promise<void> {
  // A page that came with its first rows shows them before anything here runs. A hidden tab paints nothing: no wait there.
  const page = document.querySelector('keyhold-account');
  const rendered = page?.shadowRoot != null;
  if (page !== null && rendered) keepEarlyClick(page);
  if (rendered && document.visibilityState === 'visible') await frame().then(frame);
  void datesReady();
  await Promise.all([import('./start/elements.ts'), import('./start/console.ts')]);
}

void start();
