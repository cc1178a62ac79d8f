const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Dates of an English page read "3 May 2026, 23:10" everywhere: no reader takes 05/03 for the wrong month. */
const formatLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale);

const relatives = new Map<string, Intl.RelativeTimeFormat>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does: one for each language and form. */
function format(date: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(formatLocale(locale), options);
  formats.set(key, known);
  return known.format(date);
}

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const known = relatives.get(locale) ?? new Intl.RelativeTimeFormat(formatLocale(locale), { numeric: 'auto' });
  relatives.set(locale, known);
  return known;
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

const capital = (words: string, locale: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

const clock = (date: Date, locale: string) => format(date, locale, { hour: '2-digit', minute: '2-digit' });

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
  if (days === 1) return `${capital(relative.format(-1, 'day'), locale)}, ${clock(date, locale)}`;
  if (days < 7) {
    const weekday = format(date, locale, { weekday: 'long' });
    return `${capital(weekday, locale)}, ${clock(date, locale)}`;
  }
  return format(date, locale, { dateStyle: 'medium' });
}

/** The full moment, for those who need to be sure: "Sunday, 22 November 2026 at 21:04:31 UTC". */
export function exactWords(date: Date, locale: string): string {
  return format(date, locale, { dateStyle: 'full', timeStyle: 'long' });
}

/** A moment in a line of facts: "21:04" today, "3 May, 21:04" this year, "3 May 2025, 21:04" before. */
export function momentWords(date: Date, now: Date, locale: string): string {
  if (startOfDay(date) === startOfDay(now)) return clock(date, locale);
  return format(date, locale, {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
