import { expect, test } from 'vitest';
import { measure, sentencesOf, syllablesIn, wordsOf } from './readability.rules.ts';
import { avoidedIn, likeness } from './wording.rules.ts';

test.each([
  ['the', 1],
  ['people', 2],
  ['places', 2],
  ['wanted', 2],
  ['used', 1],
  ['trafficking', 3],
  ['agree', 2],
  ['responsible', 4],
  ['passport', 2],
] as const)('syllablesIn counts in English: %s has %i', (word, n) => expect(syllablesIn('en', word)).toBe(n));

test.each([
  ['traite', 1],
  ['personne', 2],
  ['victimes', 2],
  ['partie', 2],
  ['signalement', 4],
  ['l’opération', 4],
  ['enquêter', 3],
  ['le', 1],
] as const)('syllablesIn counts in French, to within one: %s has %i', (word, n) => {
  expect(Math.abs(syllablesIn('fr', word) - n)).toBeLessThanOrEqual(1);
});

test('measure follows Flesch in English, and Kandel and Moles in French', () => {
  // One sentence of six words of one syllable: 206.835 - 1.015 x 6 - 84.6, and 207 - 1.015 x 4 - 73.6.
  expect(measure('en', ['The cat sat on the mat.'])).toEqual({ words: 6, longest: 6, ease: 116.1 });
  expect(measure('fr', ['Le chat dort bien.'])).toEqual({ words: 4, longest: 4, ease: 129.3 });
  expect(measure('en', []).words).toBe(0);
});

test('wordsOf and sentencesOf count words and sentences as a reader does', () => {
  expect(wordsOf('Pays\u00a0: l’Albanie, 95\u00a0%')).toEqual(['Pays', 'l’Albanie,', '95']);
  expect(sentencesOf('You stop. “What now?” You ask: why\u202f?')).toHaveLength(3);
  expect(sentencesOf('Il dit\u00a0: «\u00a0Qui\u202f?\u00a0» Vous partez.')).toHaveLength(2);
});

test('avoidedIn finds whole words in both languages and names the word to use', () => {
  expect(avoidedIn('en', 'A Slave was seen.')).toEqual([{ found: 'Slave', instead: 'someone forced, tricked or not free to leave' }]);
  expect(avoidedIn('en', 'Slavery and minority are other words.')).toEqual([]);
  expect(avoidedIn('fr', 'Une personne trafiquée')[0]?.instead).toBe('victime');
  expect(avoidedIn('fr', 'un trafiquant')).toEqual([]);
});

test.each([
  ['en', 'Human cargo was for sale.', 'say what is done to the person'],
  ['en', 'She was gullible and asked for it.', 'say what the other person did'],
  ['en', 'The police rescued them.', 'help, bring to safety'],
  ['fr', 'Elle a été naïve, elle l’a bien cherché.', 'dire ce que l’autre personne a fait'],
  ['fr', 'Des marchandises humaines étaient à vendre.', 'dire ce qui est fait à la personne'],
  ['fr', 'Faux\u202f! Évidemment.', 'dire ce que la meilleure étape apporte'],
] as const)('avoidedIn finds sensational or blaming words (%s): %s', (language, text, instead) => {
  expect(avoidedIn(language, text).map((one) => one.instead)).toContain(instead);
});

test('likeness is the share of long words that two texts have in common', () => {
  expect(likeness('Report what you saw today', 'What you saw, report today')).toBe(1);
  expect(likeness('Report what you saw today', 'Keep the passport yourself always')).toBe(0);
});
