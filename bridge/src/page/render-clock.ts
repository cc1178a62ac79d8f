import { parseCookie } from 'cookie';
import type { Request } from 'express';

/** By which clock moments become words in the rows that the page brings along; the console starts by the same. */
export interface RenderClock {
  readonly at: string;
  /** IANA name. */
  readonly zone: string;
  /** The browser has not told its zone yet: it stands beside the hours. */
  readonly nameZone: boolean;
}

/** The console writes it: account-console/src/app/zone-cookie.ts. */
const cookieName = 'keyhold-zone';
// A closed list: every zone that was used has formatters that stay in memory.
const zones = new Set(Intl.supportedValuesOf('timeZone'));

/** The clock of the person behind a request: now, in the zone that their browser told, else in UTC. */
export const renderClockOf = (req: Pick<Request, 'headers'>): RenderClock => {
  const told = parseCookie(req.headers.cookie ?? '')[cookieName];
  const zone = told === undefined ? undefined : knownZone(told);
  return { at: new Date().toISOString(), zone: zone ?? 'UTC', nameZone: zone === undefined };
};

/** Browsers call some zones by older names than Node does, and the other way around. */
const knownZone = (told: string): string | undefined => {
  if (zones.has(told) || told === 'UTC') return told;
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(told)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: told }).resolvedOptions();
    return zones.has(timeZone) || timeZone === 'UTC' ? timeZone : undefined;
  } catch {
    return undefined;
  }
};
