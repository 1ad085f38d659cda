import type { Bounds } from '../api/shapes';
import { dayNumber, dayOf, partsOf } from './day';

/** The stretch of days that a drawing shows, both ends included. */
export interface Frame {
  readonly from: number;
  readonly to: number;
}

/** From where to where a mark reaches, in the units of the drawing. */
export interface Span {
  readonly x: number;
  readonly width: number;
}

/**
 * One event drawn: faded where it may have been, solid where it certainly was. `before` and `after`
 * say that it goes on outside the drawing, or without end.
 */
export interface Marks {
  readonly possible: Span | null;
  readonly certain: Span | null;
  readonly before: boolean;
  readonly after: boolean;
}

/** The four bounds as numbers, infinite ones as such. */
export interface DayBounds {
  readonly startEarliest: number;
  readonly startLatest: number;
  readonly endEarliest: number;
  readonly endLatest: number;
}

/**
 * `null` alone does not tell minus from plus infinity. Outer bounds can only be infinite outwards. An
 * end is never certain to be infinitely late (what goes on is certain up to a day), so the inner
 * bound of an end is infinitely early; a start without an inner bound is without beginning when its
 * end is known at all, and quite unknown when it is not. So nothing is drawn solid that is not known.
 */
export function dayBounds(bounds: Bounds): DayBounds {
  const endEarliest = finite(bounds.endEarliest) ?? -Infinity;
  return {
    startEarliest: finite(bounds.startEarliest) ?? -Infinity,
    startLatest: finite(bounds.startLatest) ?? (Number.isFinite(endEarliest) ? -Infinity : Infinity),
    endEarliest,
    endLatest: finite(bounds.endLatest) ?? Infinity,
  };
}

/**
 * Lays the bounds out on `frame`, drawn `width` wide. What is there is at least `least` wide, so that
 * a day in a century can still be seen; what is outside is clipped first, so that it leaves no mark
 * at the edge.
 */
export function layOut(bounds: Bounds, frame: Frame, width: number, least: number): Marks {
  const days = dayBounds(bounds);
  const possible = clip(days.startEarliest, days.endLatest, frame);
  const certain = clip(days.startLatest, days.endEarliest, frame);
  const span = (clipped: Frame | null) => clipped && place(clipped, frame, width, least);
  return {
    possible: span(possible),
    certain: span(certain),
    before: days.startEarliest < frame.from,
    after: days.endLatest > frame.to,
  };
}

/**
 * The frame around some events: all their finite bounds. With `asked`, a range whose ends may be
 * open, its ends come first. Null when nothing finite is known.
 */
export function frameOf(all: readonly Bounds[], asked: Partial<Frame> = {}): Frame | null {
  let from = Infinity;
  let to = -Infinity;
  for (const bounds of all) {
    for (const day of Object.values(dayBounds(bounds))) {
      if (!Number.isFinite(day)) continue;
      from = Math.min(from, day);
      to = Math.max(to, day);
    }
  }
  const frame = { from: asked.from ?? from, to: asked.to ?? to };
  if (!Number.isFinite(frame.from) || !Number.isFinite(frame.to)) return null;
  return frame.to < frame.from ? null : frame;
}

/** A frame with room on both sides, so that edges of a single event can be seen as such. */
export function roomy(frame: Frame, share: number, leastDays: number): Frame {
  const room = Math.max(Math.round((frame.to - frame.from + 1) * share), leastDays);
  return { from: frame.from - room, to: frame.to + room };
}

/** Whole months around a frame, whole years when it spans many, so that its ends are round. */
export function rounded(frame: Frame): Frame {
  const days = frame.to - frame.from + 1;
  if (days < 60) return roomy(frame, 0.04, 1);
  const from = partsOf(frame.from);
  const to = partsOf(frame.to);
  return days < 800
    ? { from: dayNumber(from.year, from.month, 1), to: dayNumber(to.year, to.month + 1, 0) }
    : { from: dayNumber(from.year, 1, 1), to: dayNumber(to.year, 12, 31) };
}

const RANGE = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?$/;

/**
 * The days that a date field asks for, as far as they can be told at a glance: years, months, days
 * and two of them with a slash. The rest of EDTF is the service's to read; a drawing then takes its
 * frame from the events.
 */
export function askedRange(text: string): Partial<Frame> {
  const [first = '', second = first, ...more] = text.trim().split('/');
  if (more.length > 0) return {};
  const from = ends(first)?.from;
  const to = ends(second)?.to;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function ends(text: string): Frame | null {
  const [, year, month, day] = RANGE.exec(text) ?? [];
  if (year === undefined) return null;
  const y = Number(year);
  if (month === undefined) return { from: dayNumber(y, 1, 1), to: dayNumber(y, 12, 31) };
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (day === undefined) return { from: dayNumber(y, m, 1), to: dayNumber(y, m + 1, 0) };
  const d = dayNumber(y, m, Number(day));
  return { from: d, to: d };
}

function clip(from: number, to: number, frame: Frame): Frame | null {
  const clipped = { from: Math.max(from, frame.from), to: Math.min(to, frame.to) };
  return clipped.from <= clipped.to ? clipped : null;
}

function place(part: Frame, frame: Frame, width: number, least: number): Span {
  const scale = width / (frame.to - frame.from + 1);
  const exact = (part.to - part.from + 1) * scale;
  const wide = Math.min(Math.max(exact, least), width);
  const x = (part.from - frame.from) * scale - (wide - exact) / 2;
  return { x: round(Math.min(Math.max(x, 0), width - wide)), width: round(wide) };
}

/** Hundredths of a unit are finer than any screen and keep the page's text short. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function finite(iso: string | null): number | null {
  return iso === null ? null : dayOf(iso);
}
