import { readFileSync } from 'node:fs';
import type { PublicLanguage } from '#platform/texts/public-languages.ts';
import type { Texts } from '#platform/texts/texts.ts';
import { wordsIn } from '#site/words.ts';
import { translateFollow, translateForm, translatePhrases, translateReporter } from './texts.ts';

const keysIn = (folder: string) =>
  Object.keys(JSON.parse(readFileSync(new URL(`${folder}/texts/en.json`, import.meta.url), 'utf8')) as Record<string, string>);
const KEYS = new Map<unknown, readonly string[]>([
  [translateReporter, keysIn('.')],
  [translateForm, keysIn('./form')],
  [translateFollow, keysIn('./follow')],
  [translatePhrases, keysIn('./phrases')],
]);

// The code in the browser fills these in itself, so that it needs no parser of messages: it has no plural.
const PLACES = Object.fromEntries(
  ['part', 'parts', 'number', 'function', 'nation', 'count', 'group', 'day'].map((name) => [name, `{${name}}`]),
);

/** The texts of a catalogue for code in the browser: plain texts, with their places kept. */
export function browserTexts<Key extends string>(
  language: PublicLanguage,
  texts: Texts<Key>,
  isWanted: (key: string) => boolean = () => true,
): Record<string, string> {
  const { plain } = wordsIn(language, texts);
  return Object.fromEntries(
    KEYS.get(texts)!
      .filter(isWanted)
      .map((key) => [key, plain(key as Key, PLACES)]),
  );
}

/** The phrasebook, each key after `phrase.`. */
export function phraseTexts(language: PublicLanguage): Record<string, string> {
  return Object.fromEntries(Object.entries(browserTexts(language, translatePhrases)).map(([key, text]) => [`phrase.${key}`, text]));
}
