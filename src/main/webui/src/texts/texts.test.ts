import { expect, test } from 'vitest';
import { LANGUAGES, textsFor } from './index';
import { fr } from './fr';

test('the language chosen comes before those of the browser, and English last', () => {
  expect(textsFor('fr', ['en-GB']).language).toBe('fr');
  expect(textsFor(null, ['de', 'fr-CA', 'en']).language).toBe('fr');
  expect(textsFor('tlh', ['de']).language).toBe('en');
});

test('no language has an empty text', () => {
  for (const texts of LANGUAGES) {
    const empty = leaves(texts).filter(([, text]) => text.trim() === '').map(([path]) => path);
    expect(empty, texts.language).toEqual([]);
  }
});

test('French counts 0 and 1 as one', () => {
  expect([fr.list.count(1), fr.list.count(2)]).toEqual(['1 évènement', '2 évènements']);
});

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}
