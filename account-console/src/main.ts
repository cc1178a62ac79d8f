/**
 * The account console, whole: this one module defines `<keyhold-account>` and every card. The bridge's own page loads it
 * under its hashed name; other pages include `keyhold-account.js`, which loads the same file.
 */
import { datesReady } from './app/dates-ready.ts';

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Loads the console in two parts, each with a task of its own: no start of a page blocks it for long, on a slow phone either. */
async function start(): Promise<void> {
  // A page that came with its first rows shows them before anything here runs. A hidden tab paints nothing: no wait there.
  const rendered = document.querySelector('keyhold-account')?.shadowRoot != null;
  if (rendered && document.visibilityState === 'visible') await frame().then(frame);
  void datesReady();
  await Promise.all([import('./start/elements.ts'), import('./start/console.ts')]);
}

void start();
