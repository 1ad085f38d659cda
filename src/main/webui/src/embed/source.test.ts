import { expect, test } from 'vitest';
import { LISTED } from '../api/shapes';
import { densityUrl, listUrl, pageUrlOf } from './source';

const SRC = new URL('https://annals.example/data/api/v1/events?date=2012/2013&match=certain&country=MLI&sort=-date&format=csv');

test('as many events as can be drawn are asked for', () => {
  const drawn = encodeURIComponent(LISTED.join());
  expect(listUrl(SRC).search).toBe(`?date=2012%2F2013&match=certain&country=MLI&sort=-date&fields=${drawn}&limit=1000`);
  expect(listUrl(new URL('https://annals.example/api/v1/events?limit=20&fields=id')).search).toBe(`?limit=20&fields=${drawn}`);
});

test('counting is asked without what only lists take', () => {
  expect(densityUrl(SRC).href).toBe('https://annals.example/data/api/v1/timeline/density?date=2012%2F2013&country=MLI&width=600');
});

test('an event opens on the page of its service, below whatever path a proxy adds', () => {
  expect(pageUrlOf(SRC, 30).href).toBe('https://annals.example/data/?date=2012%2F2013&match=certain&country=MLI&sort=-date&event=30');
  expect(pageUrlOf(SRC, null).pathname).toBe('/data/');
});
