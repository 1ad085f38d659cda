import { expect, test } from 'vitest';
import type { Bucket } from '../api/shapes';
import { barAt, barsOf, extentOf, pathsOf } from './bars';

const weights = (certain: number, possible: number) => ({ certain, expected: (certain + possible) / 2, possible });
const bucket = (year: number, certain: number, possible: number): Bucket => ({
  start: `${year}-01-01`, end: `${year}-12-31`, events: weights(certain, possible),
  fatalities: { low: weights(certain * 5, possible * 5), best: weights(certain * 10, possible * 10), high: weights(certain * 20, possible * 20), unknown: weights(0, 0) },
});
const YEARS = [bucket(2000, 2, 4), bucket(2001, 0, 0), bucket(2002, 0, 1)];

test('events are solid up to what is certain and faded up to what is possible', () => {
  expect(barsOf(YEARS, 'events').map(({ certain, possible }) => [certain, possible])).toEqual([[2, 4], [0, 0], [0, 1]]);
});

test('tolls go from the lowest certain to the highest possible', () => {
  expect(barsOf(YEARS, 'tolls')[0]).toMatchObject({ certain: 20, possible: 40, low: 10, high: 80 });
});

test('an empty bucket has no bar, and what is not certain has no solid one', () => {
  const paths = pathsOf(barsOf(YEARS, 'events'), extentOf(YEARS)!, 300, 50, false);
  expect(paths.possible.match(/M/g)).toHaveLength(2);
  expect(paths.certain.match(/M/g)).toHaveLength(1);
  expect(paths.whiskers).toBe('');
  expect(pathsOf(barsOf(YEARS, 'tolls'), extentOf(YEARS)!, 300, 50, true).whiskers.match(/M/g)).toHaveLength(2);
});

test('without buckets there is no extent', () => {
  expect(extentOf([])).toBeNull();
});

test('a day is found in its bucket, its last day included', () => {
  const bars = barsOf(YEARS, 'events');
  expect(barAt(bars, bars[1]!.to)).toBe(bars[1]);
  expect(barAt(bars, bars[0]!.from - 1)).toBeNull();
});
