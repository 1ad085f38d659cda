/**
 * Days as whole numbers since 1970-01-01, proleptic Gregorian, year 0 being 1 BC: the same count
 * as the service keeps, so that nothing is shifted by a time zone.
 */

const MILLISECONDS = 86_400_000;
const ISO_DAY = /^([+-]?\d{4,})-(\d\d)-(\d\d)$/;

/** The number of an ISO day such as `2013-01-11` or `-0043-03-15`. */
export function dayOf(iso: string): number | null {
  const [, year, month, day] = ISO_DAY.exec(iso) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const number = dayNumber(Number(year), Number(month), Number(day));
  return Number.isFinite(number) ? number : null;
}

/** Months and days may run over: day 0 of a month is the last of the one before. */
export function dayNumber(year: number, month: number, day: number): number {
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / MILLISECONDS;
}

/** The day that a clock shows where the reader is, in ISO. */
export function isoDay(at: Date): string {
  return new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString().slice(0, 10);
}

export function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export type DayStyle = 'day' | 'month' | 'year' | 'short';

const STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** A day as people write it; years before 1 carry their era. */
export function writeDay(day: number, locale: string, style: DayStyle = 'day'): string {
  const era = partsOf(day).year < 1 && style !== 'short' ? ({ era: 'short' } as const) : {};
  return new Intl.DateTimeFormat(locale, { ...STYLES[style], ...era, timeZone: 'UTC' })
    .format(new Date(day * MILLISECONDS));
}

/** From one day to another, saying once what both have in common; a whole year or month by its name. */
export function spanText(from: number, to: number, locale: string): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  if (from === to) return writeDay(from, locale);
  if (first.month === 1 && first.day === 1 && last.year === first.year && last.month === 12 && last.day === 31) {
    return writeDay(from, locale, 'year');
  }
  const months = first.day === 1 && dayNumber(last.year, last.month + 1, 0) === to;
  const years = months && first.month === 1 && last.month === 12;
  const style = years ? STYLES.year : months ? STYLES.month : STYLES.day;
  const era = first.year < 1 ? ({ era: 'short' } as const) : {};
  const format = new Intl.DateTimeFormat(locale, { ...style, ...era, timeZone: 'UTC' });
  return format.formatRange(new Date(from * MILLISECONDS), new Date(to * MILLISECONDS));
}
