const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Dates of an English page read "3 May 2026, 23:10" everywhere: no reader takes 05/03 for the wrong month. */
const formatLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale);

/** By which clock moments become words. */
export interface Clock {
  now: () => Date;
  /** Time zone (IANA) of days and hours; without one it is that of this machine, and goes without saying. */
  zone?: string | undefined;
  /** Says the zone with every hour: the reader's may be another. */
  nameZone?: boolean;
}

const ownClock: Clock = { now: () => new Date() };
let clock = ownClock;

/** Sets the clock of everything that is rendered from now on; without one, this machine's own. */
export function setClock(next: Clock = ownClock): void {
  clock = next;
}

/** The time zone of this machine. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The present, by the clock that is set. */
export const now = (): Date => clock.now();

/** The zone that is set: words that were made in another are to be made again. */
export const zone = (): string | undefined => clock.zone;

const relatives = new Map<string, Intl.RelativeTimeFormat>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does: one for each language and form. */
function format(date: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(options) + (clock.zone ?? '');
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(
      formatLocale(locale),
      clock.zone === undefined ? options : { ...options, timeZone: clock.zone },
    );
  formats.set(key, known);
  return known.format(date);
}

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const known = relatives.get(locale) ?? new Intl.RelativeTimeFormat(formatLocale(locale), { numeric: 'auto' });
  relatives.set(locale, known);
  return known;
}

/** The calendar day of a moment in the clock's zone, as a date at midnight here. */
function dayOf(date: Date): Date {
  if (clock.zone === undefined) return new Date(date.getFullYear(), date.getMonth(), date.getDate());
  // Swedish writes 2026-11-22, which is what dates are read from.
  return new Date(`${format(date, 'sv', { year: 'numeric', month: '2-digit', day: '2-digit' })}T00:00`);
}

const startOfDay = (date: Date) => dayOf(date).getTime();

const capital = (words: string, locale: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

const hours = (): Intl.DateTimeFormatOptions => ({
  hour: '2-digit',
  minute: '2-digit',
  ...(clock.nameZone === true ? { timeZoneName: 'short' } : {}),
});

const timeOfDay = (date: Date, locale: string) => format(date, locale, hours());

/**
 * How long ago something was, in the words a person would use: "12 minutes ago", "2 hours ago" on the same day or within six
 * hours, "Yesterday, 23:10", "Monday, 23:10" within a week, "3 May 2026" after. `null` under a minute, and for a clock that
 * runs ahead: the caller says what "now" is called.
 */
export function relativeWords(date: Date, now: Date, locale: string): string | null {
  const ago = now.getTime() - date.getTime();
  if (ago < minute) return null;
  const relative = relativeFormat(locale);
  if (ago < hour) return relative.format(-Math.floor(ago / minute), 'minute');
  const days = Math.round((startOfDay(now) - startOfDay(date)) / day);
  if (days === 0 || ago < 6 * hour) return relative.format(-Math.floor(ago / hour), 'hour');
  if (days === 1) return `${capital(relative.format(-1, 'day'), locale)}, ${timeOfDay(date, locale)}`;
  if (days < 7) {
    const weekday = format(date, locale, { weekday: 'long' });
    return `${capital(weekday, locale)}, ${timeOfDay(date, locale)}`;
  }
  return format(date, locale, { dateStyle: 'medium' });
}

/** The full moment, for those who need to be sure: "Sunday, 22 November 2026 at 21:04:31 UTC". */
export function exactWords(date: Date, locale: string): string {
  return format(date, locale, { dateStyle: 'full', timeStyle: 'long' });
}

/** A moment in a line of facts: "21:04" today, "3 May, 21:04" this year, "3 May 2025, 21:04" before. */
export function momentWords(date: Date, now: Date, locale: string): string {
  if (startOfDay(date) === startOfDay(now)) return timeOfDay(date, locale);
  return format(date, locale, {
    day: 'numeric',
    month: 'short',
    ...(dayOf(date).getFullYear() === dayOf(now).getFullYear() ? {} : { year: 'numeric' }),
    ...hours(),
  });
}
