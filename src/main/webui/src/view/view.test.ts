import { expect, test } from 'vitest';
import { asksForEverything, eventsQuery, EVERYTHING, parseView, viewQuery, type View } from './view';

test('nothing in the address is everything, and is written as nothing', () => {
  expect(parseView('')).toEqual(EVERYTHING);
  expect(viewQuery(EVERYTHING)).toBe('');
  expect(asksForEverything(EVERYTHING)).toBe(true);
});

test('a view survives its address', () => {
  const view: View = {
    q: '"Kati base" -drill & more', date: '2012-03/2013', match: 'within', sort: '-fatalities',
    filters: [{ name: 'kind', value: 'attack' }, { name: 'country', value: 'MLI' }, { name: 'country', value: 'BFA' }],
    event: 42, lang: 'fr',
  };
  expect(parseView(`?${viewQuery(view)}`)).toEqual(view);
});

test('dates stay readable in an address', () => {
  expect(viewQuery({ ...EVERYTHING, date: '2012-03/2013' })).toBe('date=2012-03/2013');
  expect(viewQuery({ ...EVERYTHING, date: '2013?/2014~' })).toBe('date=2013%3F/2014~');
});

test('the call of a view leaves out what only the page knows', () => {
  const view: View = { ...EVERYTHING, date: '2013', match: 'certain', event: 7, lang: 'fr' };
  expect(eventsQuery(view)).toBe('date=2013&match=certain');
  expect(eventsQuery(view, [['format', 'csv']])).toBe('date=2013&match=certain&format=csv');
});

test('relevance is asked for only with words', () => {
  expect(eventsQuery({ ...EVERYTHING, sort: 'relevance' })).toBe('');
  expect(eventsQuery({ ...EVERYTHING, sort: 'relevance', q: 'kati' })).toBe('q=kati&sort=relevance');
});

test('the two halves of a range are one date', () => {
  expect(parseView('?from=2012&to=2013-05').date).toBe('2012/2013-05');
  expect(parseView('?from=2012').date).toBe('2012/..');
  expect(parseView('?to=2013').date).toBe('../2013');
});

test('what is not known or cannot be read counts as not given', () => {
  expect(parseView('?match=perhaps&sort=colour&event=-1&utm=x&date=')).toEqual(EVERYTHING);
  expect(parseView('?event=12e3').event).toBeNull();
});
