import { ownZone } from '@keyhold/elements/relative-time/time-words.ts';

const days = 180;

/** Tells the bridge the time zone of this browser, for the hours in the rows that it renders next time. */
export function rememberZone(document: Document, basePath: string): void {
  document.cookie = `keyhold-zone=${ownZone()}; Path=${basePath}/; Max-Age=${days * 86_400}; SameSite=Lax`;
}
