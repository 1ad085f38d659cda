import { expect, test } from 'vitest';
import type { Bounds } from '../api/shapes';
import { askedRange, dayBounds, frameOf, layOut, rounded } from './bounds';
import { dayNumber, dayOf } from './day';

const days = (startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null): Bounds =>
  ({ startEarliest, startLatest, endEarliest, endLatest });
const frame = (from: string, to: string) => ({ from: dayOf(from)!, to: dayOf(to)! });

const TEN_DAYS = frame('2013-01-01', '2013-01-10');
const SOME_DAY = days('2013-01-03', '2013-01-05', '2013-01-03', '2013-01-05');
const GOES_ON = days('2013-01-04', '2013-01-04', '2013-01-06', null);
const UNKNOWN = days(null, null, null, null);

test('a known span is solid all along, both of its days included', () => {
  const known = days('2013-01-03', '2013-01-03', '2013-01-05', '2013-01-05');
  expect(layOut(known, TEN_DAYS, 100, 1)).toEqual({
    possible: { x: 20, width: 30 }, certain: { x: 20, width: 30 }, before: false, after: false,
  });
});

test('one of several days is faded, with no day invented', () => {
  expect(layOut(SOME_DAY, TEN_DAYS, 100, 1)).toEqual({
    possible: { x: 20, width: 30 }, certain: null, before: false, after: false,
  });
});

test('what goes on is solid up to the day it is confirmed for, then faded, then an arrow', () => {
  expect(layOut(GOES_ON, TEN_DAYS, 100, 1)).toEqual({
    possible: { x: 30, width: 70 }, certain: { x: 30, width: 30 }, before: false, after: true,
  });
});

test('without a beginning it is solid from the edge', () => {
  const { certain, before } = layOut(days(null, null, '2013-01-04', '2013-01-06'), TEN_DAYS, 100, 1);
  expect(certain).toEqual({ x: 0, width: 40 });
  expect(before).toBe(true);
});

test('of an unknown beginning nothing before the end is solid', () => {
  expect(layOut(days(null, '2013-01-06', '2013-01-04', '2013-01-06'), TEN_DAYS, 100, 1).certain).toBeNull();
});

test('where nothing is known nothing is solid', () => {
  expect(layOut(UNKNOWN, TEN_DAYS, 100, 1)).toEqual({
    possible: { x: 0, width: 100 }, certain: null, before: true, after: true,
  });
});

test('an event outside leaves an arrow and no mark at the edge', () => {
  const earlier = days('2012-12-31', '2012-12-31', '2012-12-31', '2012-12-31');
  expect(layOut(earlier, TEN_DAYS, 100, 5)).toEqual({ possible: null, certain: null, before: true, after: false });
});

test('a day in a century keeps its least width and stays inside', () => {
  const last = days('2013-12-31', '2013-12-31', '2013-12-31', '2013-12-31');
  expect(layOut(last, frame('1914-01-01', '2013-12-31'), 200, 5).certain).toEqual({ x: 195, width: 5 });
});

test('bounds that are infinite do not stretch the frame', () => {
  expect(frameOf([SOME_DAY, GOES_ON])).toEqual(frame('2013-01-03', '2013-01-06'));
  expect(frameOf([UNKNOWN])).toBeNull();
  expect(frameOf([SOME_DAY], { to: dayOf('2013-02-01')! })).toEqual(frame('2013-01-03', '2013-02-01'));
});

test('the dates asked for are read at a glance, or left to the events', () => {
  expect(askedRange('2013')).toEqual(frame('2013-01-01', '2013-12-31'));
  expect(askedRange('2012-02')).toEqual(frame('2012-02-01', '2012-02-29'));
  expect(askedRange('2012-03/2013')).toEqual(frame('2012-03-01', '2013-12-31'));
  expect(askedRange('2012-03-05/..')).toEqual({ from: dayOf('2012-03-05') });
  expect(askedRange('../2013')).toEqual({ to: dayOf('2013-12-31') });
  expect(askedRange('')).toEqual({});
  expect(askedRange('201X')).toEqual({});
  expect(askedRange('2013-13')).toEqual({});
});

test('a frame of some years is rounded to years, of some months to months', () => {
  expect(rounded(frame('2012-03-21', '2023-07-01'))).toEqual(frame('2012-01-01', '2023-12-31'));
  expect(rounded(frame('2012-03-21', '2012-07-02'))).toEqual(frame('2012-03-01', '2012-07-31'));
});

test('bounds of random events keep their order', () => {
  const seed = 20130111;
  const random = generator(seed);
  for (let run = 0; run < 500; run++) {
    const sorted = [0, 0, 0, 0].map(() => Math.floor(random() * 4000)).sort((a, b) => a - b);
    const [a, b, c, d] = sorted.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const drawn = layOut(days(a!, b!, c!, d!), { from: 1000, to: 3000 }, 200, 5);
    const note = `seed ${seed}, run ${run}`;
    if (drawn.certain) {
      expect(drawn.possible, note).not.toBeNull();
      expect(drawn.certain.x, note).toBeGreaterThanOrEqual(0);
      expect(drawn.certain.x + drawn.certain.width, note).toBeLessThanOrEqual(200.01);
    }
    expect(Object.values(dayBounds(days(a!, b!, c!, d!))), note).toEqual(sorted);
  }
});

function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
}

test('days are counted as the service counts them', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  expect(dayOf('1969-12-31')).toBe(-1);
  expect(dayOf('0000-02-29')).toBe(dayNumber(0, 2, 29));
  expect(dayOf('-0043-03-15')).toBe(dayNumber(-43, 3, 15));
  expect(dayOf('2013-1-1')).toBeNull();
});
