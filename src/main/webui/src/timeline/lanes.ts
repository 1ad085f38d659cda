import type { ListedEvent } from '../api/shapes';
import { dayBounds, type DayBounds, type Frame } from '../time/bounds';
import type { Rows } from '../view/view';

/** One event as the timeline needs it. */
export interface Item {
  readonly id: number;
  readonly title: string;
  readonly days: DayBounds;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
}

/** The events of one conflict or actor, in lanes in which they do not overlap if there are enough of them. */
export interface Row {
  readonly name: string | null;
  /** How many other conflicts or actors stand in this row together. */
  readonly others: number;
  readonly events: number;
  readonly lanes: readonly (readonly Item[])[];
}

export function itemOf(event: ListedEvent, rows: Rows): Item {
  return { id: event.id, title: event.title, days: dayBounds(event.date), groups: rows === 'actor' ? event.actors : event.conflicts };
}

export interface Room {
  /** How many rows there can be; what is left over shares the last one. */
  readonly rows: number;
  /** How many lanes so many rows can have together. */
  readonly lanes: (rows: number) => number;
}

/**
 * Sorts events into rows, the fullest first, and each row into lanes. Lanes are found in days and not
 * in pixels, so that nothing changes its place while one zooms; `gap` is how many days stand between
 * two events of a lane.
 */
export function layRows(items: readonly Item[], room: Room, gap: number): Row[] {
  const groups = new Map<number, { name: string; items: Item[] }>();
  const none: Item[] = [];
  for (const item of items) {
    if (item.groups.length === 0) none.push(item);
    for (const { id, name } of new Map(item.groups.map((group) => [group.id, group])).values()) {
      const group = groups.get(id);
      if (group) group.items.push(item);
      else groups.set(id, { name, items: [item] });
    }
  }
  const sorted = [...groups.values()].sort((a, b) => b.items.length - a.items.length || a.name.localeCompare(b.name));
  const all = none.length > 0 ? [...sorted, { name: null, items: none }] : sorted;
  const alone = all.length <= room.rows ? all : all.slice(0, room.rows - 1);
  const together = all.slice(alone.length);
  const rest = [...new Set(together.flatMap((group) => group.items))];
  const filled = [
    ...alone.map((group) => ({ name: group.name, others: 0, items: byStart(group.items) })),
    ...(rest.length === 0 ? [] : [{ name: null, others: together.filter(({ name }) => name !== null).length, items: byStart(rest) }]),
  ];
  const needed = filled.map((group) => lanesOf(group.items, Infinity, gap).length);
  const given = shared(needed, room.lanes(filled.length));
  return filled.map(({ name, others, items: own }, index): Row =>
    ({ name, others, events: own.length, lanes: lanesOf(own, given[index]!, gap) }));
}

/** One lane for each row; the others one after another to the row with fewest among those that need more. */
export function shared(needed: readonly number[], lanes: number): number[] {
  const given = needed.map(() => 1);
  for (let left = lanes - needed.length; left > 0; left--) {
    const lacking = needed.map((_, row) => row).filter((row) => needed[row]! > given[row]!);
    const next = lacking.sort((a, b) => given[a]! - given[b]! || needed[b]! - needed[a]!)[0];
    if (next === undefined) break;
    given[next]!++;
  }
  return given;
}

function byStart(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.days.startEarliest - b.days.startEarliest || a.id - b.id);
}

function lanesOf(items: readonly Item[], most: number, gap: number): Item[][] {
  const lanes: Item[][] = [];
  const ends: number[] = [];
  for (const item of items) {
    let lane = ends.findIndex((end) => end + gap < item.days.startEarliest);
    if (lane < 0 && lanes.length < most) lane = lanes.push([]) - 1;
    // No lane is free: into the one that is the first to be so, where they are drawn as a number.
    if (lane < 0) lane = ends.indexOf(Math.min(...ends));
    lanes[lane]!.push(item);
    ends[lane] = Math.max(ends[lane] ?? -Infinity, item.days.endLatest);
  }
  return lanes;
}

/** What is drawn for one event, or for several that would lie on one another. */
export interface Mark {
  x: number;
  right: number;
  /** The solid part, of a single event only; empty where nothing is certain. */
  solid: number;
  solidRight: number;
  before: boolean;
  after: boolean;
  events: number;
  first: Item;
}

/** Narrower, an event could not be seen or pointed at. */
const LEAST = 5;

/** So long a number is at least before the next one begins: room for its text. */
const STRETCH = 64;

/** The marks of a lane on a frame that is `width` wide; they do not overlap. */
export function marksOf(lane: readonly Item[], frame: Frame, width: number): Mark[] {
  const scale = width / (frame.to - frame.from + 1);
  const marks: Mark[] = [];
  let last: Mark | null = null;
  for (const item of lane) {
    const { startEarliest, startLatest, endEarliest, endLatest } = item.days;
    if (startEarliest > frame.to || endLatest < frame.from) continue;
    // Clipped before it is made wide enough to be seen, so that nothing outside leaves a mark at the edge.
    let x = Math.max(0, (startEarliest - frame.from) * scale);
    let right = Math.min(width, (endLatest + 1 - frame.from) * scale);
    if (right - x < LEAST) {
      x = Math.min(Math.max(0, (x + right - LEAST) / 2), width - LEAST);
      right = x + LEAST;
    }
    if (last !== null && last.events > 1 && x < last.right && x >= last.x + STRETCH) {
      // A number stands for what begins in its stretch, or a long chain would say nothing of when.
      last.right = x;
      last.after = false;
    }
    if (last !== null && x < last.right - 0.5) {
      last.right = Math.max(last.right, right);
      last.before ||= startEarliest < frame.from;
      last.after ||= endLatest > frame.to;
      last.events++;
      continue;
    }
    const mark: Mark = { x, right, solid: 0, solidRight: 0, before: startEarliest < frame.from, after: endLatest > frame.to, events: 1, first: item };
    if (startLatest <= endEarliest && startLatest <= frame.to && endEarliest >= frame.from) {
      mark.solid = Math.max(x, (startLatest - frame.from) * scale);
      mark.solidRight = Math.min(right, (endEarliest + 1 - frame.from) * scale);
      // A known day is as wide as its mark, however narrow it is.
      if (startLatest === startEarliest && endEarliest === endLatest) [mark.solid, mark.solidRight] = [x, right];
      else if (mark.solidRight - mark.solid < 2) mark.solidRight = Math.min(right, mark.solid + 2);
    }
    marks.push(mark);
    last = mark;
  }
  return marks;
}
