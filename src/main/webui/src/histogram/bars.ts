import type { Bucket } from '../api/shapes';
import type { Frame } from '../time/bounds';
import { dayOf } from '../time/day';
import type { Measure } from '../view/view';

/** One bucket as a bar: solid up to `certain`, faded up to `possible`; for tolls, how far counts go. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly certain: number;
  readonly possible: number;
  readonly low: number;
  readonly high: number;
}

export function barsOf(buckets: readonly Bucket[], measure: Measure): Bar[] {
  return buckets.map(({ start, end, events, fatalities: { low, best, high } }) => {
    const days = { from: dayOf(start) ?? 0, to: dayOf(end) ?? 0 };
    const { certain, possible } = measure === 'events' ? events : best;
    return measure === 'events'
      ? { ...days, certain, possible, low: certain, high: possible }
      : { ...days, certain, possible, low: low.certain, high: Math.max(high.possible, possible) };
  });
}

/** The stretch of time that the buckets with anything in them take up; null when there is none. */
export function extentOf(buckets: readonly Bucket[]): Frame | null {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [dayOf(first.start), dayOf(last.end)];
  return from === null || to === null ? null : { from, to };
}

export interface Paths {
  readonly certain: string;
  readonly possible: string;
  readonly whiskers: string;
}

/** All bars as three paths, `width` by `height`; the tallest is as tall as the picture. */
export function pathsOf(bars: readonly Bar[], extent: Frame, width: number, height: number, whiskers: boolean): Paths {
  const most = Math.max(1, ...bars.map((bar) => (whiskers ? bar.high : bar.possible)));
  const scale = width / (extent.to - extent.from + 1);
  const paths = { certain: '', possible: '', whiskers: '' };
  for (const bar of bars) {
    if (bar.high === 0) continue;
    const x = (bar.from - extent.from) * scale;
    const wide = Math.max((bar.to - bar.from + 1) * scale * 0.86, 1);
    const column = (value: number) => {
      // What there is can be seen, however little it is beside the tallest.
      const tall = Math.max((value / most) * height, 1.5);
      return `M${round(x)} ${height}v${round(-tall)}h${round(wide)}v${round(tall)}z`;
    };
    if (bar.possible > 0) paths.possible += column(bar.possible);
    if (bar.certain > 0) paths.certain += column(bar.certain);
    if (!whiskers || bar.high <= bar.low) continue;
    const y = (value: number) => round(height - (value / most) * height);
    paths.whiskers += `M${round(x + wide / 2)} ${y(bar.low)}V${y(bar.high)}`;
  }
  return paths;
}

/** The bar in which a day lies. */
export function barAt(bars: readonly Bar[], day: number): Bar | null {
  return bars.find(({ from, to }) => day >= from && day < to + 1) ?? null;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
