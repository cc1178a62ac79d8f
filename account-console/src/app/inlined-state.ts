import type { Config, Overview } from '../api/model.ts';

/** What the bridge wrote into its own page; without an overview it says why there is none. */
export type InlinedState =
  | { config: Config; overview: Overview }
  | { config: Config; overview: null; problem: Readonly<Record<string, unknown>> };

/** The first state that the page brought along, so that nothing waits for a second request; else `null`. */
export function readInlinedState(document: Document): InlinedState | null {
  const text = document.getElementById('keyhold-state')?.textContent ?? '';
  return text.trim() === '' ? null : (JSON.parse(text) as InlinedState);
}
