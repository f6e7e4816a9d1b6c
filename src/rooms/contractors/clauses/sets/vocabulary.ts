import { FORCE } from '../language/force.ts';
import { vocabularyOf } from '../language/phrases.ts';
import { wordsOf } from '../language/words.ts';
import type { ClauseSet, Rule } from './clause-set.schema.ts';

/** Every word that a check against a set looks for: of its wordings, its rules, and of bans, duties and exceptions. */
export function vocabularyOfSet(set: ClauseSet): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { wordings, rule } of set.provisions) {
    for (const { text } of wordings) for (const { word } of wordsOf(text)) words.add(word);
    for (const one of rule === undefined ? [] : [rule].flat()) for (const word of vocabularyOf(phrasesOf(one))) words.add(word);
  }
  for (const force of Object.values(FORCE)) for (const word of vocabularyOf(Object.values(force).flat())) words.add(word);
  // Beginnings such as traffick* name no word; these are the words meant most often.
  for (const word of MEANT) words.add(word);
  return words;
}

const MEANT =
  'trafficking trafficked trafficker trafficks facilitate facilitates facilitating facilitated facilitation confiscate confiscation notification certification identification classification'.split(
    ' ',
  );

function phrasesOf({ who, what, detail, topic, allows }: Rule): string[] {
  return [who, topic, allows]
    .flatMap((of) => Object.values(of ?? {}).flat())
    .concat([what, detail].flatMap((of) => Object.values(of ?? {}).flat(2)));
}
