import { type ContractText, shownIn } from '../document/contract-text.ts';
import { findPhrases, type Phrase } from '../language/phrases.ts';
import { type Statement, statementsOf } from '../language/statements.ts';
import { type Word, wordsOf } from '../language/words.ts';
import type { ClauseSet } from '../sets/clause-set.schema.ts';
import { quoteOf } from './finding.ts';
import { KINDS } from './precedence.ts';

/** A line by which a contract takes over another document. `date` is the version it names, in words such as `nov 2021`. */
export type Reference = {
  readonly page: number | null;
  readonly quote: string;
  readonly words: readonly Word[];
  readonly date: string | null;
  readonly ofSet: boolean;
};

/** What a document says of itself: its title and first lines, and the dates in them. */
export type DocumentName = { readonly title: readonly string[]; readonly head: readonly Word[]; readonly cites: boolean };

const TAKES_OVER: readonly Phrase[] = [
  'incorporat*',
  'by reference',
  'form* part of',
  'form* an integral part',
  'integral part of',
  'shall apply',
  'apply',
  'applies',
  'are applicable',
  'is applicable',
  'governed by',
  'subject to the',
  'in accordance with the general',
  'fait partie integrante',
  'font partie integrante',
  'par reference',
  'par renvoi',
  's appliqu*',
  'est regi par',
  'sont regi*',
  'est soumis* aux',
  'sont soumis* aux',
  'sont applicables',
  'est applicable',
];
// "The general conditions of the supplier do not apply."
const LEAVES_OUT: readonly Phrase[] = [
  'not apply',
  'not applicable',
  'not form part',
  'not .. incorporat*',
  'ne s appliqu* pas',
  'ne sont pas applicables',
  'n est pas applicable',
  'ne font pas partie',
];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec janv fev fevr mars avr mai juin juil aout sept'.split(' ');
/** A line whose box is not ticked: it is not part of the contract. */
export const UNTICKED = /^\s*(?:\(?\w{1,4}\)?[.)]?\s*)?(?:[☐\uF06F\uF0A8\uF071]|\[\s?\]|_{2,})/;
const TICKED = /^\s*(?:\(?\w{1,4}\)?[.)]?\s*)?(?:[☒☑✓✔\uF0FE\uF0FD\uF052\uF054]|\[[xX✓]\]|_*[xX✓]_+|[xX]\s)/;
const [HEAD_WORDS, HEADING_WORDS] = [150, 40];

/** The references of a contract that may hold provisions of a set: to the set itself by name, or to general conditions. Lines that are not ticked are none. */
export function referencesOf(text: ContractText, set: ClauseSet): Reference[] {
  const cited = set.cited?.phrases ?? [];
  const statements = statementsOf(shownIn(text, 'accepted'));
  const isForm = statements.some(({ text: line }) => TICKED.test(line) || UNTICKED.test(line));
  return shownIn(text, 'accepted').flatMap(({ page, text: line }) => {
    if (UNTICKED.test(line)) return [];
    const words = wordsOf(line);
    const ofSet = findPhrases(words, cited).length > 0;
    const takesOver = findPhrases(words, TAKES_OVER).length > 0 || (isForm && TICKED.test(line));
    if (findPhrases(words, LEAVES_OUT).length > 0) return [];
    const isListed = ofSet && words.length <= 30 && isUnderReferenceHead(statements, line);
    if (!(takesOver && (ofSet || KINDS.some((kind) => findPhrases(words, kind).length > 0))) && !isListed) return [];
    return [{ page, quote: quoteOf(line), words, date: versionOf(line), ofSet }];
  });
}

// "The general conditions of 2024": a year right after a word that dates, or in brackets. The year in a number of a contract is none.
const YEAR = /(?:\(|\b(?:of|dated|version|edition|issue|de|du|édition)\s+)((?:19|20)\d\d)(?![-/.]?\d)\b/i;

/** Which version a line names: a month and a year such as `nov 2021`, or a year alone; null where it names none. */
export const versionOf = (line: string): string | null => dateOf(wordsOf(line)) ?? YEAR.exec(line)?.[1] ?? null;

/** A short line that names a set is a reference in a list whose head says that clauses are taken over. */
function isUnderReferenceHead(statements: readonly Statement[], line: string): boolean {
  const at = statements.findIndex(({ text }) => line.includes(text));
  return statements
    .slice(Math.max(0, at - 60), Math.max(at, 0))
    .some(
      ({ words }) =>
        findPhrases(words, ['by reference', 'clauses incorporated', 'following clauses', 'par reference', 'clauses suivantes']).length > 0,
    );
}

/** The first date with a month and a year among words: `nov 2021`. */
export function dateOf(words: readonly Word[]): string | null {
  for (let at = 0; at + 1 < words.length; at++) {
    const [month, year] = [words[at]!.word, words[at + 1]!.word];
    const short = MONTHS.find((name) => month.startsWith(name));
    if (short !== undefined && /^(19|20)\d\d$/.test(year)) return `${short.slice(0, 3)} ${year}`;
  }
  return null;
}

/** How a document can be referred to. */
export function nameOf(text: ContractText, set: ClauseSet): DocumentName {
  const lines = shownIn(text, 'accepted').map((paragraph) => paragraph.text);
  const head = wordsOf(lines.join('\n').slice(0, 4_000)).slice(0, HEAD_WORDS);
  const heading = wordsOf(text.title ?? lines.find((line) => wordsOf(line).length >= 2) ?? '');
  return { title: heading.slice(0, 12).map(({ word }) => word), head, cites: findPhrases(head, set.cited?.phrases ?? []).length > 0 };
}

/**
 * Which of several documents a reference of a contract means: those whose title it names; else general conditions, those that name the set, and the special conditions of
 * this contract, by its number. The version is the same where the reference names one.
 */
export function meantBy<T extends { readonly name: DocumentName }>(
  reference: Pick<Reference, 'words' | 'date' | 'ofSet'>,
  documents: readonly T[],
  contract: DocumentName,
): T[] {
  const { words, date } = reference;
  const isOfVersion = ({ name: { head } }: T) =>
    date === null || (date.includes(' ') ? datesOf(head).includes(date) : yearOf(head) === date);
  const dated = documents.filter(isOfVersion);
  const long = words.filter(({ word }) => word.length > 2);
  const titled = dated.filter(({ name }) => {
    const title = name.title.filter((word) => word.length > 2);
    return title.length >= 2 && findPhrases(long, [title.slice(0, 4).join(' ')]).length > 0;
  });
  if (titled.length > 0) return titled;
  const isOfKind = (name: DocumentName, kind: readonly Phrase[]) =>
    findPhrases(words, kind).length > 0 && findPhrases(name.head.slice(0, HEADING_WORDS), kind).length > 0;
  return dated.filter(({ name }) => {
    const isNumbered = contract.title.some((word) => /\d/.test(word) && name.head.some((other) => other.word === word));
    return isOfKind(name, KINDS[0]) || (isNumbered && isOfKind(name, KINDS[1])) || (reference.ofSet && name.cites);
  });
}

function datesOf(words: readonly Word[]): string[] {
  return words.flatMap((_, at) => dateOf(words.slice(at, at + 2)) ?? []);
}

/** The first year in the head of a document: its own. */
const yearOf = (head: readonly Word[]) => head.find(({ word }) => /^(19|20)\d\d$/.test(word))?.word ?? null;
