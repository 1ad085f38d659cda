import { expect, test } from 'vitest';
import {
  asksForEverything, countQuery, eventsQuery, EVERYTHING, parseView, oneQuery, valuesOf, viewQuery, withFilter, type View,
} from './view';

test('nothing in the address is everything, and is written as nothing', () => {
  expect(parseView('')).toEqual(EVERYTHING);
  expect(viewQuery(EVERYTHING)).toBe('');
  expect(asksForEverything(EVERYTHING)).toBe(true);
});

test('a view survives its address', () => {
  const view: View = {
    q: '"Kati base" -drill & more', date: '2012-03/2013', match: 'within', sort: '-fatalities',
    filters: [{ name: 'kind', value: 'attack' }, { name: 'country', value: 'MLI' }, { name: 'country', value: 'BFA' }],
    asOf: '2024-05-02T00:00:00Z', event: 42, rows: 'actor', measure: 'tolls', map: { longitude: -8.07, latitude: 12.7, zoom: 6.5 },
    tab: 'map', task: 'edit', lang: 'fr',
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

test('counting asks for no match and no order, and can leave a part out', () => {
  const view: View = { ...EVERYTHING, q: 'kati', date: '2013', match: 'certain', sort: '-date', asOf: 'v1' };
  expect(countQuery(view)).toBe('q=kati&date=2013&asOf=v1');
  expect(countQuery(view, [['by', 'year']], ['date'])).toBe('q=kati&asOf=v1&by=year');
});

test('every reading of a pinned view is pinned', () => {
  const pinned: View = { ...EVERYTHING, asOf: '2024-05-02T00:00:00Z' };
  for (const query of [eventsQuery(pinned), countQuery(pinned), oneQuery(pinned), viewQuery(pinned)]) {
    expect(query).toBe('asOf=2024-05-02T00:00:00Z');
  }
});

test('choosing another value of a field replaces those that were chosen', () => {
  const filters = [{ name: 'kind', value: 'attack,coup' }, { name: 'country', value: 'MLI' }] as const;
  expect(valuesOf(filters, 'kind')).toEqual(['attack', 'coup']);
  expect(withFilter(filters, 'kind', ['treaty'])).toEqual([{ name: 'country', value: 'MLI' }, { name: 'kind', value: 'treaty' }]);
});

test('a place on the map that is none counts as not given', () => {
  for (const map of ['', '1,2', '1,2,3,4', 'a,b,c', '200,0,3', '0,0,-1']) expect(parseView(`?map=${map}`).map, map).toBeNull();
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
