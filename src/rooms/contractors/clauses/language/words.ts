/** A word of a text, as it is compared: small letters, no accents, no hyphens; and where it is in the text it comes from. */
export type Word = { readonly word: string; readonly start: number; readonly end: number };

const WORD = /[\p{L}\p{N}\p{Co}\uFFFD](?:[\p{L}\p{N}\p{M}\p{Co}\uFFFD\u00AD]|(?<=\p{L})[-\u2010\u2011](?=\p{L}))*/gu;
const PRESENTATION_FORMS = /[\uFB00-\uFB06]/g;

/** The words of a text, in order. A hyphen inside a word, an accent, a ligature and the size of letters make no difference. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) words.push({ word: foldWord(match[0]), start: match.index, end: match.index + match[0].length });
  return words;
}

// A contract has some thousand different words.
const MOST_KNOWN = 50_000;
const folded = new Map<string, string>();

function foldWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const plain = word
    .replace(PRESENTATION_FORMS, (form) => form.normalize('NFKD'))
    .normalize('NFKD')
    .replace(/[\p{M}\u00AD\u2010\u2011-]/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase();
  if (folded.size > MOST_KNOWN) folded.clear();
  folded.set(word, plain);
  return plain;
}

const PLURAL = /(?:(?<=[sxz]|ch|sh)es|(?<!s|u|i)s)$/;
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [PLURAL, ''],
  [/(?<=..)our(?=$|ed|ing|er)/, 'or'],
  [/is(e|ed|ing|ation)$/, 'iz$1'],
  [/ence$/, 'ense'],
];

/** A word without its plural and with one of its spellings, so that labour and labor, person and persons are equal. */
export function stemOf(word: string): string {
  if (word.length < 4) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = SPELLINGS.reduce((shorter, [pattern, by]) => shorter.replace(pattern, by), word);
  if (stems.size > MOST_KNOWN) stems.clear();
  stems.set(word, stem);
  return stem;
}

const stems = new Map<string, string>();

/** Whether two words are equal, but for number, spelling, or one letter in a word of seven letters or more. */
export function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > 3) return false;
  const [a, b] = [stemOf(one), stemOf(other)];
  return a === b || (Math.min(a.length, b.length) >= 7 && !/\d/.test(a + b) && differInOneLetter(a, b));
}

function differInOneLetter(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA === '' || restB === '') return true;
  // A letter more or less, another letter, or two that changed places.
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
