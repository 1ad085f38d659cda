import { expect, test } from 'vitest';
import type { EventDate } from '../api/shapes';
import { en } from '../texts/en';
import { fr } from '../texts/fr';
import { beganAndEnded } from './words';

const date = (startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, ongoing = false): EventDate => ({
  startEarliest, startLatest, endEarliest, endLatest, ongoing,
  edtf: '', precision: 'day', qualifier: null, confirmed: null, words: '', text: null, reported: null,
});

test('a beginning and an end that are known to the day', () => {
  expect(beganAndEnded(date('2013-01-11', '2013-01-11', '2014-07-15', '2014-07-15'), en.when))
    .toEqual({ began: 'on 11 January 2013', ended: 'on 15 July 2014' });
  expect(beganAndEnded(date('2013-02-01', '2013-02-01', '2014-07-15', '2014-07-15'), fr.when))
    .toEqual({ began: 'le 1er février 2013', ended: 'le 15 juillet 2014' });
});

test('what goes on is certain up to a day', () => {
  expect(beganAndEnded(date('2022-02-24', '2022-02-24', '2023-02-07', null, true), en.when).ended)
    .toBe('goes on; certain up to 7 February 2023');
});

test('an end that is not known is not one that goes on', () => {
  expect(beganAndEnded(date('2022-02-24', '2022-02-24', '2022-02-24', null), en.when).ended)
    .toBe('not before 24 February 2022');
});

test('no beginning and an unknown beginning are told apart', () => {
  expect(beganAndEnded(date(null, null, '2014-01-01', '2014-12-31'), en.when).began).toBe('never: it has no beginning');
  expect(beganAndEnded(date(null, '2014-12-31', '2014-01-01', '2014-12-31'), en.when).began).toBe('by 31 December 2014 at the latest');
  expect(beganAndEnded(date(null, null, null, null), en.when).began).toBe('on an unknown day');
});
