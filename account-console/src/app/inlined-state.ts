import type { Config, Overview } from '../api/model.ts';

export interface InlinedState {
  config: Config;
  overview: Overview;
}

/** The first state that the bridge wrote into its own page, so that nothing waits for a second request; else `null`. */
export function readInlinedState(document: Document): InlinedState | null {
  const text = document.getElementById('keyhold-state')?.textContent ?? '';
  return text.trim() === '' ? null : (JSON.parse(text) as InlinedState);
}
