import type { Locale } from '#kernel/languages.ts';

/** How hard a text is to read: its number of words, the words of its longest sentence, and its reading ease from 0 (hard) to about 100. */
export type Reading = { words: number; longest: number; ease: number };

/**
 * What a level allows: words in a sentence, reading ease of the lesson's own sentences, reading ease of everything in it. The README of this room explains
 * these figures.
 */
export const LIMITS: Record<'plain' | 'very-simple', { longest: number; lesson: number; whole: number }> = {
  'very-simple': { longest: 12, lesson: 85, whole: 85 },
  plain: { longest: 20, lesson: 55, whole: 70 },
};

/** The words of a text as a reader counts them: runs between spaces that contain a letter or a figure. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s\u00a0\u202f]+/u).filter((word) => /[\p{L}\d]/u.test(word));
}

// Reading ease by language: Flesch for English, Kandel and Moles for French.
const EASE: Record<Locale, { start: number; perSyllable: number }> = {
  en: { start: 206.835, perSyllable: 84.6 },
  fr: { start: 207, perSyllable: 73.6 },
};

/** Measures sentences: Flesch's reading ease for English, the figures of Kandel and Moles for French. */
export function measure(language: Locale, sentences: readonly string[]): Reading {
  const lengths = sentences.map((sentence) => wordsOf(sentence).length);
  const words = lengths.reduce((sum, length) => sum + length, 0);
  if (words === 0) return { words: 0, longest: 0, ease: 100 };
  const syllables = sentences.flatMap(wordsOf).reduce((sum, word) => sum + syllablesIn(language, word), 0);
  const { start, perSyllable } = EASE[language];
  const ease = start - 1.015 * (words / sentences.length) - perSyllable * (syllables / words);
  return { words, longest: Math.max(...lengths), ease: Math.round(ease * 10) / 10 };
}

/** Sentences of a longer text. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!…])[»”\u00a0]*\s+/u).filter((sentence) => wordsOf(sentence).length > 0);
}

/** Syllables of one word as pronounced: groups of vowels without a mute ending. */
export function syllablesIn(language: Locale, word: string): number {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  const soundedLetters = SOUNDS[language](letters);
  return Math.max(1, soundedLetters.match(/[aeiouyàâäéèêëîïôöùûüœæ]+/gu)?.length ?? 0);
}

// A final e is mute, except after a consonant and l (peo-ple). So is -es, except after a sibilant (pla-ces), and -ed, except after t and d (wan-ted).
function englishSounds(word: string): string {
  if (/[^aeiouy]les?$|(?:[sxzcg]|sh|ch)es$|[td]ed$/u.test(word)) return word;
  return word.replace(/(?<=[aeiouy].*)(?:e|es|ed)$/u, '');
}

// The letters of a word that are heard, by language.
const SOUNDS: Record<Locale, (letters: string) => string> = {
  en: englishSounds,
  fr: (letters) => letters.replace(/(?<=[aeiouyàâéèêëîïôùû].*)(?:e|es)$|(?<=i)ent$/u, ''),
};
