import { expect, test } from 'vitest';
import { en } from '../texts/en';
import { fr } from '../texts/fr';
import { tollText } from './toll';

const toll = (low: number | null, best: number | null, high: number | null) => tollText({ low, best, high }, en.toll);

test('unknown is not none', () => {
  expect(toll(null, null, null)).toEqual({ main: 'Toll unknown', range: null });
  expect(toll(0, 0, 0)).toEqual({ main: '0 killed', range: null });
});

test('the best count comes first, the others when they differ', () => {
  expect(toll(1, 8, 8)).toEqual({ main: '8 killed', range: '1–8' });
  expect(toll(8, 8, 8)).toEqual({ main: '8 killed', range: null });
  expect(toll(203, 500, null)).toEqual({ main: '500 killed', range: 'at least 203' });
  expect(toll(null, 4, 9)).toEqual({ main: '4 killed', range: 'at most 9' });
});

test('without a best count the others stand for it', () => {
  expect(toll(3, null, 35).main).toBe('3–35 killed');
  expect(toll(25, null, null).main).toBe('at least 25 killed');
  expect(toll(null, null, 1200).main).toBe('at most 1,200 killed');
  expect(toll(7, null, 7).main).toBe('7 killed');
});

test('counts out of order are shown as they came', () => {
  expect(toll(2, 6, 5)).toEqual({ main: '6 killed', range: '2–5' });
});

test('French counts nobody and one as one', () => {
  expect(tollText({ low: null, best: 0, high: null }, fr.toll).main).toBe('0 mort');
  expect(tollText({ low: 1, best: 8, high: 8 }, fr.toll)).toEqual({ main: '8 morts', range: '1 à 8' });
});
