import type { Frame } from './bounds';
import { dayNumber, partsOf, type DayStyle } from './day';

export interface Tick {
  readonly day: number;
  readonly style: DayStyle;
}

type Unit = 'day' | 'month' | 'year';

/** From fine to coarse; beyond these, years go on by 1, 2, 5 × a power of ten. */
const STEPS: readonly (readonly [Unit, number])[] = [
  ['day', 1], ['day', 2], ['day', 7], ['day', 14],
  ['month', 1], ['month', 2], ['month', 3], ['month', 6],
  ['year', 1], ['year', 2], ['year', 5],
];
const DAYS: Record<Unit, number> = { day: 1, month: 30.44, year: 365.25 };

/** How much of the drawing a label of the step takes, in its units, with the gap to the next. */
const ROOM: Record<Unit, number> = { day: 46, month: 62, year: 34 };

/** Round days inside the frame, in the finest step whose labels fit into `width`. */
export function ticks(frame: Frame, width: number): Tick[] {
  const days = frame.to - frame.from + 1;
  for (let index = 0; ; index++) {
    const [unit, step] = STEPS[index] ?? yearStep(index - STEPS.length);
    if (width * DAYS[unit] * step >= ROOM[unit] * days) return inside(frame, unit, step);
  }
}

function yearStep(beyond: number): readonly [Unit, number] {
  return ['year', [1, 2, 5][beyond % 3]! * 10 ** (1 + Math.floor(beyond / 3))];
}

function inside(frame: Frame, unit: Unit, step: number): Tick[] {
  const found: Tick[] = [];
  const { year, month } = partsOf(frame.from);
  if (unit === 'day') {
    // Counted from one day for all frames, so that labels stay with their days while the frame moves.
    for (let day = Math.ceil(frame.from / step) * step; day <= frame.to; day += step) found.push({ day, style: 'short' });
    return found;
  }
  const months = unit === 'month' ? step : step * 12;
  // Counted from year 0, so that steps of 5 years fall on 1990, 1995, …
  for (let count = Math.floor((year * 12 + month - 1) / months) * months; ; count += months) {
    const day = dayNumber(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, 1);
    if (day > frame.to) return found;
    if (day >= frame.from) found.push({ day, style: unit });
  }
}
