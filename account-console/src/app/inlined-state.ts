import { ownZone, type Clock } from '@keyhold/elements/relative-time/time-words.ts';
import type { Config, Overview } from '../api/model.ts';

/** What the bridge wrote into its own page; without an overview it says why there is none. */
export type InlinedState =
  | { config: Config; overview: Overview; rendered?: Rendered | undefined }
  | { config: Config; overview: null; problem: Readonly<Record<string, unknown>> };

/** By which clock the bridge made words of moments, when its page brings the rows along as HTML. */
export interface Rendered {
  /** When. */
  at: string;
  zone: string;
  /** The zone is a guess, and so stands beside the hours. */
  nameZone: boolean;
}

/** The first state that the page brought along, so that nothing waits for a second request; else `null`. */
export function readInlinedState(document: Document): InlinedState | null {
  const text = document.getElementById('keyhold-state')?.textContent ?? '';
  return text.trim() === '' ? null : (JSON.parse(text) as InlinedState);
}

/** The clock that the bridge rendered by: with it, the console renders the same words. */
export const clockOf = ({ at, zone, nameZone }: Rendered): Clock => ({
  now: () => new Date(at),
  zone: zone === ownZone() && !nameZone ? undefined : zone,
  nameZone,
});
