import { expect, test } from 'vitest';
import { choicesOf } from './useFacets';

const value = (name: string, events: number) => ({ value: name, label: name.toUpperCase(), events });
const NOW = [value('attack', 5), value('coup', 2)];

test('values stand in the order of their numbers', () => {
  expect(choicesOf(NOW, [], [], (one) => one).map((one) => [one.value, one.events])).toEqual([['attack', 5], ['coup', 2]]);
});

test('what is chosen stands first, with no number where nothing matches', () => {
  const choices = choicesOf(NOW, [], ['coup', 'treaty'], (one) => `name of ${one}`);
  expect(choices.map((one) => [one.label, one.events, one.chosen])).toEqual(
    [['COUP', 2, true], ['name of treaty', null, true], ['ATTACK', 5, false]]);
});

test('once one value is chosen the others can still be chosen besides', () => {
  const choices = choicesOf([value('attack', 5)], NOW, ['attack'], (one) => one);
  expect(choices.map((one) => [one.value, one.events])).toEqual([['attack', 5], ['coup', null]]);
});
