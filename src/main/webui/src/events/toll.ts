import type { Toll } from '../api/shapes';

/** The words that a toll is told in. */
export interface TollWords {
  unknown: string;
  /** `count` in words, `people` to choose between one and many. */
  killed(count: string, people: number): string;
  number(people: number): string;
  between(low: number, high: number): string;
  atLeast(people: number): string;
  atMost(people: number): string;
}

export interface TollText {
  readonly main: string;
  /** How far other counts go, where they differ. */
  readonly range: string | null;
}

/** A toll in words. Not known is said, and differs from 0: nobody was killed. */
export function tollText({ low, best, high }: Toll, words: TollWords): TollText {
  const range = rangeText(low, high, words);
  if (best !== null) {
    const differs = (low !== null && low !== best) || (high !== null && high !== best);
    return { main: words.killed(words.number(best), best), range: differs ? range : null };
  }
  const people = high ?? low;
  if (range === null || people === null) return { main: words.unknown, range: null };
  return { main: words.killed(range, people), range: null };
}

function rangeText(low: number | null, high: number | null, words: TollWords): string | null {
  if (low !== null && high !== null) return low === high ? words.number(low) : words.between(low, high);
  if (low !== null) return words.atLeast(low);
  return high === null ? null : words.atMost(high);
}
