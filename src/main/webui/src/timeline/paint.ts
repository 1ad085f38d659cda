import type { DensityBucket } from '../api/shapes';
import type { Surface } from '../canvas/useCanvas';
import type { Frame } from '../time/bounds';
import { dayOf, type DayStyle } from '../time/day';
import { ticks } from '../time/ticks';
import { marksOf, type Mark, type Room, type Row } from './lanes';

/** The words in the picture. */
export interface TimelineWords {
  count(events: number): string;
  tick(day: number, style: DayStyle): string;
  /** The name of a row: of a conflict or actor, of so many others, or of what has none. */
  row(name: string | null, others: number): string;
}

/** A mark where it was painted, to find what one points at. */
export interface Spot {
  readonly mark: Mark;
  readonly y: number;
}

export const AXIS = 22;
const LABEL = 17;
const LANE = 13;
const BAR = 9;
const GAP = 6;
const STRIP = 74;
const FONT = '11px system-ui, sans-serif';

/** How many rows find room in a picture of this height, and how many lanes so many rows have together. */
export function roomIn(height: number, strip: boolean): Room {
  const free = height - AXIS - (strip ? STRIP : 0);
  return {
    rows: Math.min(8, Math.max(2, Math.floor(free / (LABEL + 2 * LANE + GAP)))),
    lanes: (rows) => Math.floor((free - rows * (LABEL + GAP)) / LANE),
  };
}

/** Paints the axis, the rows with their marks and, where there are many, how many; gives where each is. */
export function paintTimeline(
  surface: Surface, frame: Frame, rows: readonly Row[], strip: readonly DensityBucket[] | null, words: TimelineWords, open: number | null,
): Spot[] {
  const { context, width, height } = surface;
  context.font = FONT;
  context.textBaseline = 'middle';
  paintAxis(surface, frame, words);
  const spots: Spot[] = [];
  let y = AXIS;
  if (strip) {
    paintStrip(surface, frame, strip, words);
    y += STRIP;
  }
  for (const row of rows) {
    const high = LABEL + row.lanes.length * LANE + GAP;
    if (y + high > height + GAP) break;
    const marks = row.lanes.map((lane, index) =>
      marksOf(lane, frame, width).map((mark): Spot => ({ mark, y: y + LABEL + index * LANE })));
    for (const spot of marks.flat()) {
      if (spot.mark.events === 1) paintEvent(surface, spot, spot.mark.first.id === open);
      else paintNumber(surface, spot, words);
      spots.push(spot);
    }
    // After its marks, so that the name can be read where one reaches over it.
    paintName(surface, words.row(row.name, row.others), y + LABEL / 2);
    y += high;
    context.fillStyle = surface.ink.line;
    context.fillRect(0, Math.round(y - GAP / 2), width, 1);
  }
  return spots;
}

export function spotAt(spots: readonly Spot[], x: number, y: number): Spot | null {
  return spots.find(({ mark, y: top }) => y >= top - 1 && y <= top + BAR + 3 && x >= mark.x - 3 && x <= mark.right + 3) ?? null;
}

function paintAxis({ context, width, height, ink }: Surface, frame: Frame, words: TimelineWords): void {
  const scale = width / (frame.to - frame.from + 1);
  context.textAlign = 'left';
  for (const { day, style } of ticks(frame, width)) {
    const x = Math.round((day - frame.from) * scale);
    context.fillStyle = ink.line;
    context.fillRect(x, 0, 1, height);
    context.fillStyle = ink.quiet;
    context.fillText(words.tick(day, style), x + 4, AXIS / 2);
  }
  context.fillStyle = ink.edge;
  context.fillRect(0, AXIS - 1, width, 1);
}

function paintName({ context, width, ink }: Surface, name: string, y: number): void {
  context.textAlign = 'left';
  const wide = Math.min(context.measureText(name).width, width - 8);
  context.globalAlpha = 0.82;
  context.fillStyle = ink.raised;
  context.fillRect(0, y - 7, wide + 8, 14);
  context.globalAlpha = 1;
  context.fillStyle = ink.ink;
  context.fillText(name, 4, y, width - 8);
}

function paintEvent({ context, width, ink }: Surface, { mark, y }: Spot, open: boolean): void {
  const { x, right, solid, solidRight } = mark;
  context.fillStyle = ink.possible;
  context.fillRect(x, y, right - x, BAR);
  context.strokeStyle = ink.possibleEdge;
  context.lineWidth = 0.75;
  context.strokeRect(x + 0.4, y + 0.4, right - x - 0.8, BAR - 0.8);
  if (solidRight > solid) {
    context.fillStyle = ink.accent;
    context.fillRect(solid, y, solidRight - solid, BAR);
  }
  if (mark.before) paintArrow(surfaceArrow(ink.ink, context), 2, y, 1);
  if (mark.after) paintArrow(surfaceArrow(ink.ink, context), width - 2, y, -1);
  if (!open) return;
  context.strokeStyle = ink.ink;
  context.lineWidth = 2;
  context.strokeRect(x - 2, y - 2, right - x + 4, BAR + 4);
}

function surfaceArrow(colour: string, context: CanvasRenderingContext2D): CanvasRenderingContext2D {
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  return context;
}

/** An arrow head at the edge: it goes on outside. */
function paintArrow(context: CanvasRenderingContext2D, x: number, y: number, inwards: 1 | -1): void {
  context.beginPath();
  context.moveTo(x + 4 * inwards, y + 0.5);
  context.lineTo(x, y + BAR / 2);
  context.lineTo(x + 4 * inwards, y + BAR - 0.5);
  context.stroke();
}

/** Several events in one place: neither solid nor faded, as it says nothing about their days. */
function paintNumber({ context, ink }: Surface, { mark, y }: Spot, words: TimelineWords): void {
  const wide = mark.right - mark.x;
  context.fillStyle = ink.sunk;
  context.fillRect(mark.x, y, wide, BAR + 1);
  context.strokeStyle = ink.edge;
  context.lineWidth = 1;
  context.strokeRect(mark.x + 0.5, y + 0.5, wide - 1, BAR);
  const text = [words.count(mark.events), String(mark.events)].find((one) => context.measureText(one).width + 4 < wide);
  if (text === undefined) return;
  context.fillStyle = ink.ink;
  context.textAlign = 'center';
  context.fillText(text, mark.x + wide / 2, y + BAR / 2 + 1);
}

/** How many events were under way, bucket by bucket: solid so many certainly, faded so many possibly. */
function paintStrip({ context, width, ink }: Surface, frame: Frame, buckets: readonly DensityBucket[], words: TimelineWords): void {
  const scale = width / (frame.to - frame.from + 1);
  const bottom = AXIS + STRIP - GAP;
  const seen = buckets.map((bucket) => ({
    bucket, x: ((dayOf(bucket.start) ?? 0) - frame.from) * scale, right: ((dayOf(bucket.end) ?? 0) + 1 - frame.from) * scale,
  })).filter(({ x, right }) => right > 0 && x < width);
  const most = Math.max(1, ...seen.map(({ bucket }) => bucket.events.possible));
  const high = STRIP - GAP - 18;
  for (const { bucket, x, right } of seen) {
    const { certain, possible } = bucket.events;
    if (possible === 0) continue;
    const wide = Math.max(1, right - x - 1);
    const tall = Math.max(1.5, (possible / most) * high);
    context.fillStyle = ink.possible;
    context.fillRect(x, bottom - tall, wide, tall);
    const solid = (certain / most) * high;
    context.fillStyle = ink.accent;
    context.fillRect(x, bottom - solid, wide, solid);
  }
  paintPeaks(context, width, seen.map(({ bucket: { events: { possible } }, x, right }) => ({
    x: (Math.max(x, 0) + Math.min(right, width)) / 2, y: bottom - (possible / most) * high - 8, text: words.count(possible), events: possible,
  })), ink.ink);
  context.fillStyle = ink.edge;
  context.fillRect(0, bottom, width, 1);
}

/** Over the tallest bars how many events they are, as far as there is room beside one another. */
function paintPeaks(
  context: CanvasRenderingContext2D, width: number, peaks: readonly { x: number; y: number; text: string; events: number }[], colour: string,
): void {
  const taken: [number, number][] = [];
  context.fillStyle = colour;
  context.textAlign = 'center';
  for (const { x, y, text, events } of [...peaks].sort((a, b) => b.events - a.events)) {
    const half = context.measureText(text).width / 2 + 8;
    const at = Math.min(Math.max(x, half), width - half);
    if (events < 2 || taken.some(([from, to]) => at + half > from && at - half < to)) continue;
    taken.push([at - half, at + half]);
    context.fillText(text, at, y);
  }
}
