import { expect, test } from 'vitest';
import { isoDay } from './day';

test('today is the day of the reader’s clock, not of Greenwich', () => {
  expect(isoDay(new Date(2013, 0, 1, 0, 1))).toBe('2013-01-01');
  expect(isoDay(new Date(2012, 11, 31, 23, 59))).toBe('2012-12-31');
});
