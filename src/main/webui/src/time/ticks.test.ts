import { expect, test } from 'vitest';
import { dayNumber, dayOf, writeDay } from './day';
import { ticks } from './ticks';

const written = (from: string, to: string, width = 190) =>
  ticks({ from: dayOf(from)!, to: dayOf(to)! }, width).map(({ day, style }) => writeDay(day, 'en-GB', style));

test('decades are ticked by round years', () => {
  expect(written('1989-01-01', '2024-12-31')).toEqual(['1990', '2000', '2010', '2020']);
});

test('one year is ticked by months that fit', () => {
  expect(written('2013-01-01', '2013-12-31')).toEqual(['Jan 2013', 'Jul 2013']);
});

test('some days are ticked by days', () => {
  expect(written('2013-01-10', '2013-01-12')).toEqual(['10 Jan', '11 Jan', '12 Jan']);
});

test('years before the era have ticks too', () => {
  expect(written('-0100-01-01', '0100-12-31')).toEqual(['101 BC', '51 BC', '1 BC', '50', '100']);
});

test('labels never take more room than there is', () => {
  for (let days = 1; days < 400_000; days = Math.ceil(days * 1.3)) {
    const from = dayNumber(1600, 2, 3);
    expect(ticks({ from, to: from + days }, 190).length, `${days} days`).toBeLessThanOrEqual(190 / 34 + 1);
  }
});
