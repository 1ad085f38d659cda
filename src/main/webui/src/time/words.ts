import { dayBounds } from './bounds';
import type { EventDate } from '../api/shapes';

/** The words that a beginning and an end are told in; days are numbers as in `day.ts`. */
export interface WhenWords {
  on(day: number): string;
  between(from: number, to: number): string;
  by(day: number): string;
  from(day: number): string;
  never: string;
  unknown: string;
  goesOn(certainUpTo: number | null): string;
}

/** When it began and when it ended, as the four bounds have it: a drawing for those who listen. */
export function beganAndEnded(date: EventDate, words: WhenWords): { began: string; ended: string } {
  const { startEarliest, startLatest, endEarliest, endLatest } = dayBounds(date);
  const began =
    startLatest === -Infinity ? words.never : stretch(startEarliest, startLatest, words);
  const ended =
    date.ongoing && endLatest === Infinity
      ? words.goesOn(Number.isFinite(endEarliest) ? endEarliest : null)
      : stretch(endEarliest, endLatest, words);
  return { began, ended };
}

function stretch(from: number, to: number, words: WhenWords): string {
  if (from === to) return words.on(from);
  if (Number.isFinite(from) && Number.isFinite(to)) return words.between(from, to);
  if (Number.isFinite(to)) return words.by(to);
  return Number.isFinite(from) ? words.from(from) : words.unknown;
}
