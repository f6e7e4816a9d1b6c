import { describe, expect, test } from 'vitest';
import { CLOSENESS, closenessOf, foldText, keysOfTerm, matchTerms, placesOf, termsOf, wordsOf } from './search.ts';

describe('foldText', () => {
  test.each([
    ['Évrand', 'evrand'],
    ['ÆRØ', 'aero'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ['Œuvre', 'oeuvre'],
    ['Ελλάδα', 'ελλαδα'],
  ])('makes %s %s', (text, folded) => expect(foldText(text)).toBe(folded));
});

describe('wordsOf', () => {
  test('separates at every punctuation, the French apostrophe and the no-break space included', () =>
    expect(wordsOf('L’Allemagne, App. 2 : 5d.1', 'Côte-d’Or')).toEqual(['l', 'allemagne', 'app', '2', '5d', '1', 'cote', 'd', 'or']));
});

describe('termsOf', () => {
  test('keeps six terms, each once', () => expect(termsOf('a b a c d e f g')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']));
  test('finds no term in punctuation', () => expect(termsOf(' ?! ')).toEqual([]));
});

describe('closenessOf', () => {
  test.each([
    ['corvania', 'corvania', CLOSENESS.word],
    ['cor', 'corvania', CLOSENESS.beginning],
    ['corw', 'corvania', CLOSENESS.typo],
    ['crova', 'corvania', CLOSENESS.typo],
    ['covania', 'corvania', CLOSENESS.typo],
    ['corrvania', 'corvania', CLOSENESS.typo],
    ['orvania', 'corvania', CLOSENESS.typo],
    ['korvania', 'corvania', CLOSENESS.typo],
    ['corvaniaa', 'corvania', CLOSENESS.typo],
    ['corwanja', 'corvania', null],
    ['crv', 'corvania', null],
    ['vania', 'corvania', null],
    ['5c', '5d', null],
  ])('of %s to %s is %s', (term, word, closeness) => expect(closenessOf(term, word)).toBe(closeness));
});

describe('matchTerms', () => {
  test('gives the best match of each term', () =>
    expect(matchTerms(['cor', '5d', 'tran'], ['corvania', 'cor', 'train'])).toEqual([0, null, 2]));
});

test('matchTerms compares a longer text without typing errors, after the name', () =>
  expect(matchTerms(['train', 'peopel', 'course'], ['train'], ['people', 'courses'])).toEqual([0, null, CLOSENESS.text]));

describe('keysOfTerm', () => {
  test('leaves out each letter once', () => expect(keysOfTerm('anna')).toEqual(['nna', 'ana', 'ann']));
  test('makes none of a term that is too short for a typing error', () => expect(keysOfTerm('ann')).toEqual([]));
});

describe('placesOf', () => {
  test('marks the beginnings that match, and the whole word after a typing error', () => {
    expect(placesOf(['cor', '5d'], 'Corvania, 5d Training')).toEqual([
      [0, 3],
      [10, 12],
    ]);
    expect(placesOf(['evarnd'], 'Lena Évrand')).toEqual([[5, 11]]);
  });
});
