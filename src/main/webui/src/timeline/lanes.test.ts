import { expect, test } from 'vitest';
import { layRows, marksOf, shared, type Item } from './lanes';

const event = (id: number, from: number, to = from, group: number | null = 1): Item => ({
  id, title: `event ${id}`, days: { startEarliest: from, startLatest: from, endEarliest: to, endLatest: to },
  groups: group === null ? [] : [{ id: group, name: `group ${group}` }],
});
const unsure = (id: number, from: number, to: number): Item =>
  ({ ...event(id, from), days: { startEarliest: from, startLatest: to, endEarliest: from, endLatest: to } });
const ROOM = { rows: 3, lanes: () => 2 };

test('what overlaps in days stands in different lanes', () => {
  const [row] = layRows([event(1, 0, 10), event(2, 5, 15), event(3, 11, 20)], ROOM, 0);
  expect(row?.lanes.map((lane) => lane.map(({ id }) => id))).toEqual([[1, 3], [2]]);
});

test('without a free lane an event joins the one that ends first', () => {
  const [row] = layRows([event(1, 0, 10), event(2, 1, 8), event(3, 2, 4)], ROOM, 0);
  expect(row?.lanes.map((lane) => lane.map(({ id }) => id))).toEqual([[1], [2, 3]]);
});

test('rows that need more lanes get those that others leave', () => {
  expect(shared([5, 1, 2], 7)).toEqual([4, 1, 2]);
  expect(shared([1, 1], 9)).toEqual([1, 1]);
  expect(shared([9, 9, 9], 2)).toEqual([1, 1, 1]);
});

test('the fullest rows stand alone, the rest together, and what has no group last', () => {
  const items = [event(1, 0, 0, 7), event(2, 0, 0, 8), event(3, 0, 0, 8), event(4, 0, 0, 9), event(5, 0, 0, null)];
  const rows = layRows(items, ROOM, 0);
  expect(rows.map(({ name, events, others }) => [name, events, others])).toEqual(
    [['group 8', 2, 0], ['group 7', 1, 0], [null, 2, 1]]);
});

test('an event of two conflicts stands in both, but in one row once', () => {
  const both: Item = { ...event(1, 0), groups: [{ id: 1, name: 'a' }, { id: 2, name: 'b' }, { id: 2, name: 'b' }] };
  expect(layRows([both], ROOM, 0).map(({ name, events }) => [name, events])).toEqual([['a', 1], ['b', 1]]);
});

test('what would lie on one another is one mark with its number', () => {
  const lane = Array.from({ length: 312 }, (_, index) => event(index, index));
  const marks = marksOf(lane, { from: 0, to: 36499 }, 1000);
  expect(marks.reduce((sum, { events }) => sum + events, 0)).toBe(312);
  expect(marks.length).toBeLessThan(4);
  expect(marksOf(lane, { from: 0, to: 9 }, 1000).every(({ events }) => events === 1)).toBe(true);
});

test('what is outside leaves no mark, and what goes on outside says so', () => {
  const lane = [event(1, -20, -1), event(2, -5, 3), event(3, 8, 12), event(4, 13, 20)];
  const marks = marksOf(lane, { from: 0, to: 9 }, 100);
  expect(marks.map(({ first, x, right, before, after }) => [first.id, x, right, before, after])).toEqual(
    [[2, 0, 40, true, false], [3, 80, 100, false, true]]);
});

test('an event of an unsure day has no solid part', () => {
  const [mark] = marksOf([unsure(1, 2, 5)], { from: 0, to: 9 }, 100);
  expect(mark).toMatchObject({ x: 20, right: 60, solid: 0, solidRight: 0 });
});

test('a known day is solid all along, however narrow', () => {
  const [mark] = marksOf([event(1, 5000)], { from: 0, to: 9999 }, 100);
  expect(mark!.solidRight - mark!.solid).toBe(5);
});

test('a chain of events that overlap is told in stretches, each with what begins in it', () => {
  const lane = Array.from({ length: 50 }, (_, index) => event(index, index * 10, index * 10 + 400));
  const marks = marksOf(lane, { from: 0, to: 999 }, 1000);
  expect(marks.length).toBeGreaterThan(4);
  expect(marks.reduce((sum, { events }) => sum + events, 0)).toBe(50);
  marks.slice(1).forEach(({ x }, index) => expect(x).toBeGreaterThanOrEqual(marks[index]!.right));
});
