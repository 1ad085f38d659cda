import { expect, test } from 'vitest';
import { askedRange } from './bounds';
import { dayNumber } from './day';
import { rangeText, wholeDays, within, zoomed } from './range';

const frame = (from: [number, number, number], to: [number, number, number]) =>
  ({ from: dayNumber(...from), to: dayNumber(...to) });

test('a range is written as short as it can be', () => {
  expect(rangeText(frame([2013, 1, 1], [2013, 12, 31]))).toBe('2013');
  expect(rangeText(frame([2012, 2, 1], [2012, 2, 29]))).toBe('2012-02');
  expect(rangeText(frame([2012, 2, 3], [2012, 2, 3]))).toBe('2012-02-03');
  expect(rangeText(frame([1989, 1, 1], [2001, 12, 31]))).toBe('1989/2001');
  expect(rangeText(frame([2012, 2, 1], [2013, 2, 28]))).toBe('2012-02/2013-02');
  expect(rangeText(frame([2012, 2, 1], [2013, 2, 27]))).toBe('2012-02-01/2013-02-27');
  expect(rangeText(frame([-43, 3, 15], [-43, 3, 15]))).toBe('-0043-03-15');
});

test('what is written is read back as the same days', () => {
  for (let from = 15000, days = 1; days < 4000; from += 37, days = days * 2 + 3) {
    const range = { from, to: from + days - 1 };
    expect(askedRange(rangeText(range)), rangeText(range)).toEqual(range);
  }
});

test('a window is moved into its limit rather than cut, and never shorter than a day', () => {
  expect(within({ from: -5, to: 4 }, { from: 0, to: 99 })).toEqual({ from: 0, to: 9 });
  expect(within({ from: 95, to: 104 }, { from: 0, to: 99 })).toEqual({ from: 90, to: 99 });
  expect(wholeDays({ from: 3.6, to: 3.9 })).toEqual({ from: 4, to: 4 });
  expect(within({ from: 50, to: 49.2 }, { from: 0, to: 99 })).toEqual({ from: 50, to: 50 });
  expect(within({ from: -500, to: 500 }, { from: 0, to: 99 })).toEqual({ from: 0, to: 99 });
});

test('zooming keeps the day under the pointer', () => {
  const half = zoomed({ from: 0, to: 99 }, 0.5, 0.25);
  expect(half.from + (half.to - half.from + 1) * 0.25).toBeCloseTo(25);
  expect(half.to - half.from + 1).toBeCloseTo(50);
});
