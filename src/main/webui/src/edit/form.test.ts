import { expect, test } from 'vitest';
import type { EventDetail } from '../api/shapes';
import { differences, draftOf, EMPTY, formOf, NO_SOURCE } from './form';

const EVENT = {
  id: 7, url: 'http://localhost/api/v1/events/7', title: 'Kati', kind: 'attack', violenceType: null, aggregate: null, status: 'confirmed',
  date: { edtf: '2022-07-22/..', confirmed: '2022-08-01', text: 'late July', reported: '2022-07-30' },
  place: { name: 'Kati', country: 'MLI', admin1: 'Koulikoro', admin2: null, latitude: 12.7448, longitude: -8.0714, precision: 'near' },
  concerns: ['FRA'], conflicts: [{ id: 1, name: 'Mali War' }], dyad: { id: 3, name: 'a - b' },
  actors: [{ id: 21, name: 'JNIM', role: 'perpetrator' }],
  fatalities: { low: 1, best: 8, high: 8, sideA: 1, sideB: null, civilians: null, unknown: null }, sourceCount: 6,
  links: [], tags: ['base'], origin: { dataset: 'annals', key: 'kati-attack', version: null, url: null }, revision: 2,
  recordedAt: '', firstRecordedAt: '', description: 'Two vehicles.', extra: null,
  sources: [{ name: 'Army', url: null, published: '2022-07-23', headline: 'Seven', says: { edtf: null, low: null, best: 8, high: null, note: null } }],
} as unknown as EventDetail;

test('an event that nobody touched is sent as it was read', () => {
  const draft = draftOf(formOf(EVENT), { edtf: EVENT.date.edtf }, EVENT);
  expect(draft).toEqual({ ...EVENT, actors: [{ id: 21, role: 'perpetrator' }], conflicts: [{ id: 1 }] });
});

test('what the form has no field for stays', () => {
  const draft = draftOf({ ...formOf(EVENT), best: '9', date: '2022-07' }, { edtf: '2022-07' }, EVENT);
  expect(draft).toMatchObject({
    date: { edtf: '2022-07' }, concerns: ['FRA'], place: { admin1: 'Koulikoro' }, fatalities: { best: 9, sideA: 1 },
    sources: [{ headline: 'Seven' }],
  });
});

test('a new event holds what was filled in, and nothing else', () => {
  const draft = draftOf({ ...EMPTY, title: ' A ', kind: 'coup', actors: [{ name: 'X', role: 'side-a' }, { name: '', role: 'target' }], sources: [NO_SOURCE] },
    { text: 'early March', reported: '2021-03-17' }, null);
  expect(draft).toMatchObject({
    title: 'A', date: { text: 'early March', reported: '2021-03-17' }, kind: 'coup', place: null, description: null,
    actors: [{ name: 'X', create: true, role: 'side-a' }], sources: [], tags: [],
  });
});

test('not known is not zero', () => {
  expect(draftOf({ ...EMPTY, low: '0' }, { edtf: '2020' }, null).fatalities).toEqual({ low: 0, best: null, high: null });
});

test('two versions differ in the fields that differ', () => {
  const mine = { ...formOf(EVENT), best: '9' };
  const theirs = { ...formOf(EVENT), tags: 'base, drones' };
  expect(differences(mine, theirs)).toEqual([
    { field: 'best', mine: '9', theirs: '8' }, { field: 'tags', mine: 'base', theirs: 'base, drones' }]);
  expect(differences(mine, mine)).toEqual([]);
});
