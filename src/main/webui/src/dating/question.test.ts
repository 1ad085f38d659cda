import { expect, test } from 'vitest';
import { questionOf, saysWords } from './question';

test('a plain date and an interval are asked for as they are', () => {
  for (const edtf of ['2013', '2013-01-11', '2012-03/2013', '2015~/..', '../2013', '201X', '2014-22', '2013-05?']) {
    expect(questionOf(edtf)).toBe(edtf);
  }
});

test('one day of a range is asked for as the range', () => {
  expect(questionOf('[2012-03-01..2012-03-10]')).toBe('2012-03-01/2012-03-10');
  expect(questionOf('[2013-05..2013-08~]')).toBe('2013-05/2013-08~');
  expect(questionOf('[..2013]')).toBe('../2013');
  expect(questionOf('[2013..]')).toBe('2013/..');
});

test('a set that is no range is left to the service', () => {
  for (const edtf of ['[2012,2014]', '[2010,2012..2014]', '{2012,2013}', '{2012..2013}']) {
    expect(questionOf(edtf)).toBe(edtf);
  }
});

test('a word of its own makes words of a text', () => {
  for (const text of ['early March 2012', 'early', '3-4 March 2012', 'in 2013', 'Tues', 'début mars 2012', '12 avril', 'yes']) {
    expect(saysWords(text), text).toBe(true);
  }
});

test('digits, the letters of EDTF and what is stuck to digits make none', () => {
  for (const text of ['84', '13/02/2013', '201x', '199u', '2012/open', 'XXXX-12-21', 'Y17E7', 'Y-170000002', '1950S2', '2004-06-11T10:00:00Z', '1990s']) {
    expect(saysWords(text), text).toBe(false);
  }
});
