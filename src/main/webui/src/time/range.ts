import type { Frame } from './bounds';
import { dayNumber, partsOf } from './day';

/** A range of days as a question: a year, month or day where it is one, else two of them. */
export function rangeText({ from, to }: Frame): string {
  const whole = wholeText(from, to);
  if (whole !== null) return whole;
  const first = partsOf(from);
  const last = partsOf(to);
  // Two whole years or months are shorter than their four ends.
  const opensYear = first.month === 1 && first.day === 1;
  const closesYear = last.month === 12 && last.day === 31;
  if (opensYear && closesYear) return `${year(first.year)}/${year(last.year)}`;
  const closesMonth = dayNumber(last.year, last.month + 1, 0) === to;
  if (first.day === 1 && closesMonth) return `${month(first)}/${month(last)}`;
  return `${isoOf(from)}/${isoOf(to)}`;
}

/** A day as the API writes it. */
export function isoOf(at: number): string {
  const parts = partsOf(at);
  return `${month(parts)}-${two(parts.day)}`;
}

function wholeText(from: number, to: number): string | null {
  const first = partsOf(from);
  if (from === to) return isoOf(from);
  if (first.day !== 1) return null;
  if (dayNumber(first.year, first.month + 1, 0) === to) return month(first);
  return first.month === 1 && dayNumber(first.year, 12, 31) === to ? year(first.year) : null;
}

const two = (number: number) => String(number).padStart(2, '0');
const month = (parts: { year: number; month: number }) => `${year(parts.year)}-${two(parts.month)}`;

function year(number: number): string {
  const digits = String(Math.abs(number)).padStart(4, '0');
  if (Math.abs(number) > 9999) return `Y${number}`;
  return number < 0 ? `-${digits}` : digits;
}

/** At least one day long and inside `limit`, moved rather than cut where it sticks out. */
export function within(frame: Frame, limit: Frame): Frame {
  const most = limit.to - limit.from + 1;
  const days = Math.min(Math.max(frame.to - frame.from + 1, 1), most);
  const from = Math.min(Math.max(frame.from, limit.from), limit.to - days + 1);
  return { from, to: from + days - 1 };
}

/** A frame of whole days: between two days is where a hand may leave it, but nothing can be asked. */
export function wholeDays(frame: Frame): Frame {
  const from = Math.round(frame.from);
  return { from, to: Math.max(from, Math.round(frame.to)) };
}

/** A frame `factor` times as long, in which the day at `share` of the width stays where it is. */
export function zoomed(frame: Frame, factor: number, share: number): Frame {
  const days = frame.to - frame.from + 1;
  const pivot = frame.from + days * share;
  const long = days * factor;
  return { from: pivot - long * share, to: pivot + long * (1 - share) - 1 };
}

export function sameFrame(one: Frame | null, other: Frame | null): boolean {
  return one === other || (one !== null && other !== null && one.from === other.from && one.to === other.to);
}
