import { type CheckedLanguage, FORCE } from '../language/force.ts';
import { findPhrases, type Phrase, type Span } from '../language/phrases.ts';
import { clauseNumber, type StatementIndex } from '../language/statement-index.ts';
import type { Statement } from '../language/statements.ts';
import type { Rule } from '../sets/clause-set.schema.ts';
import { type Finding, quoteOf } from './finding.ts';
import { distance, judgeForce, NOBODY, type Outcome, RELATIVE } from './judge-force.ts';

// All phrases of a rule occur within this many words.
const TOGETHER = 40;
const [EARLIER_STATEMENTS, UNBOUND_STATEMENTS] = [4, 8];
// A reference to numbered paragraphs: "clause 22", "observe H.12", "points b) et c)". A number alone without the word for a paragraph and without a point is an amount.
const END = String.raw`(?!\.?\d|\s?(?:%|per\s?cent|pour\s?cent))`;
const POINTED = String.raw`(?:[A-Z]{1,5}[-.]\d{1,3}(?:\.\d{1,3}){0,4}|\d{1,3}(?:\.\d{1,3}){1,4})${END}`;
const NUMBER = String.raw`(?:${POINTED}|[A-Z]{0,5}\d{1,3}${END}|\(?[a-z]\))`;
const PARAGRAPH = String.raw`(?:sub-?)?(?:clauses?|articles?|art\.|paragraphs?|paragraphes?|sections?|provisions?|points?|items?|conditions?)`;
const NUMBERED = new RegExp(
  String.raw`(?:\b${PARAGRAPH}\s+${NUMBER}|\b${POINTED}|\b(?:of|with|to|du|au)\s+\([a-z]\))(?:(?:,|\s+(?:or|and|to|et|ou|à))\s+${NUMBER})*`,
  'gi',
);
// "A violation of paragraph 1" is one of the items of its list too.
const MOST_ITEMS = 12;
const RANGE = /(\d{1,3})\s+(?:to|à)\s+(\d{1,3})/i;
const ONE_NUMBER = /\d{1,3}(?:\.\d{1,3}){0,4}|(?<=\(|\s)[a-z](?=\))/gi;
// The head and the end of a clause of the United States, and how it points to itself.
const CLAUSE_HEAD = /\b\d{2,4}\.\d{3}-\d{1,4}\b|^\(?End of (?:clause|provision)/i;
const SUBSTANCE = /\bsubstance of this clause\b/i;
const LONGEST_CLAUSE = 120;
// A policy or a code may say at its start or at its end what follows if it is not kept.
const ITSELF =
  /\b(?:(?:this|the present|our) (?:\p{L}+ ){0,3}?(?:policy|code|charter|aup|standards?|guidelines)|the (?:supplier |vendor |partner )?(?:code|charter)|the acceptable use policy|(?:cette|ce|notre|presente?) (?:politique|charte|code))\b/iu;
const DEFINED_WITHIN = 8; // A word is defined at the start of its sentence.
// "“Prohibited practice” includes ...", "« Pratique interdite » : ..." say what a term means.
const TERM = /^\P{L}*[“"«].{1,60}?[”"»]\s*(?::|(?:also\s+)?(?:means?|includes?|shall mean|refers? to|désigne|comprend|signifie)\b)/u;
const QUESTION = /\?\s*$/;
// A line of so many words that names the subject is a heading.
const HEADING_WORDS = 12;

// A ban on the act itself does not name who is bound.
const IMPERSONAL = /prohibit|forbid|banned|tolera|interdi|prohib|proscri|permitted|circumstances|aucun cas/;
const STOPS = /^(prohibit|forbid|bann?|prevent|stop)/;
const NEXT_TO = 4;
// "Any act that facilitates it" is the act of those who are bound, and "ainsi que" names nobody.
const DEEDS = /^(acts?|actions?|anything|conduct|activit(y|ies)|actes?|agissements?|faits?|ainsi)$/;

// "Persons carrying it out", but not "no person carrying it out".
const isByPersons = (words: Statement['words'], start: number) =>
  /(ing|ed)$/.test(words[start]?.word ?? '') &&
  /^(persons?|people|those|anyone|others|part(y|ies))$/.test(words[start - 1]?.word ?? '') &&
  !NOBODY.has(words[start - 2]?.word ?? '');

// "Contractors engaging in it" names them too, but not "it prohibits contractors engaging in it".
const isByBound = (words: Statement['words'], start: number, who: readonly Phrase[]) =>
  /ing$/.test(words[start]?.word ?? '') &&
  findPhrases(words.slice(0, start), who).some(
    (span) =>
      span.end === start && !words.slice(Math.max(0, span.start - 3), span.start).some(({ word }) => NOBODY.has(word) || STOPS.test(word)),
  );

/** Whether a pronoun is the object of an act next to it: "aid it", "it is aided", but not "it shall aid". French pronouns precede the verb. */
const isObjectOf = (words: Statement['words'], deed: Span, pronoun: Span, language: CheckedLanguage) =>
  distance(deed, pronoun) <= NEXT_TO && (language !== 'en' || deed.start < pronoun.start || /ed$/.test(words[deed.end - 1]?.word ?? ''));

/** Every place at which a text says what a rule describes, as it is owed or otherwise. */
export function findByRule(statements: readonly Statement[], index: StatementIndex, rule: Rule, language: CheckedLanguage): Finding[] {
  return index.withAll(rule.what[language] ?? []).flatMap((at): Finding[] => {
    const outcome = judge(statements, at, rule, language);
    const { page, text } = statements[at]!;
    return outcome === null ? [] : [{ ...outcome, at, page, quote: quoteOf(text) }];
  });
}

function judge(statements: readonly Statement[], index: number, rule: Rule, language: CheckedLanguage): Outcome | null {
  const { words, own } = statements[index]!;
  // "Those who engage in it" names them and forbids them nothing.
  const isOfOthers = ({ start }: Span) =>
    rule.must === 'must-not' &&
    (isByPersons(words, start) ||
      isByBound(words, start, rule.who[language] ?? []) ||
      [1, 2, 3].some((back) => RELATIVE.has(words[start - back]?.word ?? '') && !DEEDS.test(words[start - back - 1]?.word ?? ''))) &&
    !NOBODY.has(words[start - 1]?.word ?? '');
  const asides = findPhrases(words, rule.aside?.[language] ?? []);
  const groups = rule.what[language]?.map((group, at) =>
    outside(asides, findPhrases(words, group)).filter((span) => at > 0 || !isOfOthers(span)),
  );
  if (groups === undefined) return null;
  // "Aid it": a pronoun refers to the object of the act next to it only.
  const isPronoun = ({ start, end }: Span) =>
    end - start === 1 && findPhrases(words.slice(start, end), FORCE[language].pronouns).length > 0;
  groups.push(groups.pop()!.filter((span) => !isPronoun(span) || groups.at(0)?.some((deed) => isObjectOf(words, deed, span, language))));
  if (groups.some((spans) => spans.length === 0)) return null;
  const other = rule.unlike?.[language];
  if (other !== undefined && findPhrases(words, other).length > 0) return null;
  // A lead-in alone is no statement of its items; an item may be the subject alone: "if it engages in: (1) trafficking".
  const named = outside(asides, findPhrases(words, rule.topic?.[language] ?? []));
  if (![...groups, named].some((spans) => spans.some(({ start }) => start >= own))) return null;
  if (bindsNobody(statements[index]!, rule, language)) return null;
  const earlier = statements.slice(Math.max(0, index - EARLIER_STATEMENTS), index);
  const topic = rule.topic?.[language];
  const isNamed = topic === undefined || named.length > 0;
  if (!isNamed) {
    const isOn = (statement: Statement) =>
      outside(isShort(statement) ? [] : findPhrases(statement.words, rule.aside?.[language] ?? []), findPhrases(statement.words, topic))
        .length > 0;
    const { pronouns } = FORCE[language];
    const has = (phrases: readonly Phrase[]) => findPhrases(words, phrases).length > 0;
    const standsFor = groups.at(-1)!.some((span) => findPhrases(words.slice(span.start, span.end), pronouns).length > 0);
    const pointsToIt = has(FORCE[language].pointsToIt);
    if (!refersTo(statements, index, isOn, { pointsBack: standsFor || pointsToIt || has(FORCE[language].pointsBack), pointsToIt }))
      return null;
  }
  const placed = placesOf(groups, own)
    .map((what) => judgeForce(statements[index]!, what, rule, language))
    .reduce<Outcome | null>((best, outcome) => (best === null || (outcome !== null && outranks(outcome, best)) ? outcome : best), null);
  if (placed === null) return null;
  const who = rule.who[language] ?? [];
  const isBound = rule.must === 'states' || rule.must === 'may' || findPhrases(words, who).length > 0;
  if (!isBound && !isIn(earlier, who)) {
    // A party by its name: "The Hotel shall not ...". Buyers, nations and forces promise nothing for a contractor.
    const isOther = findPhrases(words, FORCE[language].buyers).length > 0;
    if (isOther && !words.some(({ word }) => IMPERSONAL.test(word))) return null;
    placed.confidence -= 0.1;
  }
  if (!isNamed) placed.confidence -= 0.1;
  const cut = carvedOut(statements, index, language);
  if (cut !== null && placed.state === 'present') return { state: 'differs', confidence: 0.8, isCut: true, difference: cut };
  const later = statements.slice(index, index + EARLIER_STATEMENTS);
  const absent = rule.detail?.[language]?.find((group) => !isIn(later, group));
  if (absent !== undefined && placed.state === 'present')
    return { state: 'differs', confidence: 0.7, isCut: false, difference: `− ${absent.slice(0, 3).join(' / ')}` };
  return placed;
}

/** The start of a sentence that limits a statement: an exception in one of the next two sentences, or a notice before it that the text is not binding. Null if there is none. */
function carvedOut(statements: readonly Statement[], index: number, language: CheckedLanguage): string | null {
  const { carvesOut, pointsToIt, unbinding } = FORCE[language];
  const after = statements.slice(index, index + 3).find(({ words }) => isIn([{ words }], pointsToIt) && isIn([{ words }], carvesOut));
  const before = statements.slice(Math.max(0, index - UNBOUND_STATEMENTS), index).find(({ words }) => isIn([{ words }], unbinding));
  const statement = after ?? before;
  return statement === undefined ? null : statement.text.slice(0, 80);
}

function outranks(one: Outcome, other: Outcome): boolean {
  return one.state === other.state ? one.confidence > other.confidence : one.state === 'present';
}

const isIn = (statements: readonly Pick<Statement, 'words'>[], phrases: readonly Phrase[]) =>
  statements.some(({ words }) => findPhrases(words, phrases).length > 0);

/** Whether a statement refers to statements on a topic: by their numbers, or else by a word that points to what came shortly before. */
function refersTo(
  statements: readonly Statement[],
  index: number,
  isOn: (of: Statement) => boolean,
  { pointsBack, pointsToIt }: { pointsBack: boolean; pointsToIt: boolean },
): boolean {
  const { text } = statements[index]!;
  const own = statements.slice(0, index + 1).findLast(({ label }) => label !== null)?.label ?? null;
  const [from, to] = clauseOf(statements, index);
  const numbers = [...text.matchAll(NUMBERED)].flatMap(([all]) => [...(all.match(ONE_NUMBER) ?? []), ...between(all)]);
  const isNumbered = ({ label }: Statement, at: number) =>
    at >= from && at < to && label !== null && numbers.some((number) => isWithin(number, label));
  const isWhole = pointsToIt && (from > 0 || SUBSTANCE.test(text));
  const before = statements.slice(Math.max(from, index - LONGEST_CLAUSE), index);
  if (isWhole && before.some(isOn)) return true;
  // "This clause" in 22.9 is all that 22 says, however long it is.
  const clause = pointsToIt ? clauseNumber(statements, index) : null;
  if (clause !== null && before.some((one) => one.label?.split('.')[0] === clause && isOn(one))) return true;
  // "... with this code. Failure to comply may ...".
  const isOfItself = namesItself(statements[index]) || (pointsBack && namesItself(statements[index - 1]));
  if (isOfItself && [...before, ...statements.slice(index + 1, Math.min(to, index + 1 + MOST_ITEMS))].some(isOn)) return true;
  if (numbers.length === 0 || !statements.some(isNumbered)) {
    // A number that no paragraph has is of another part of the contract, unless the numbering of this one is not read.
    const isElsewhere = !pointsToIt && own !== null && numbers.some((number) => formOf(number) === formOf(own));
    let begin = Math.max(from, index - EARLIER_STATEMENTS);
    // A list counts whole: "this policy" may mean its first item.
    while (begin > from && statements[begin]!.own > 0) begin--;
    return !isElsewhere && (pointsBack || numbers.length > 0) && statements.slice(begin, index).some(isOn);
  }
  const first = statements.findIndex(isNumbered);
  // "This clause 19" is also what the heading above 19.1 says.
  if (first > from && isHeading(statements[first - 1]!) && isOn(statements[first - 1]!)) return true;
  return statements.some(
    (statement, at) => isNumbered(statement, at) && itemsOf(statements, at).some((one) => one !== index && isOn(statements[one]!)),
  );
}

const namesItself = (one?: Statement) => ITSELF.test(one?.words.map(({ word }) => word).join(' ') ?? '');
// A sentence is no heading.
const isShort = ({ text, words }: Statement) => words.length <= HEADING_WORDS && !(words.length > 4 && /[.;]\s*$/.test(text));
const isHeading = ({ label, own, words }: Statement) => label === null && own === 0 && words.length <= HEADING_WORDS;

/**
 * Where the clause begins and ends that contains a statement, by the numbers of clauses ("52.222-50 ...") and "(End of clause)"; the whole text without them.
 */
function clauseOf(statements: readonly Statement[], index: number): [number, number] {
  const ends = ({ text, words, own }: Statement) => own === 0 && words.length <= HEADING_WORDS && CLAUSE_HEAD.test(text);
  const from = statements.slice(0, index).findLastIndex(ends);
  const to = statements.slice(index + 1).findIndex(ends);
  return [Math.max(0, from), to === -1 ? statements.length : index + 1 + to];
}

/** A statement and, where it leads in to a list, the items of the list. */
function itemsOf(statements: readonly Statement[], at: number): number[] {
  const items = [at];
  for (let next = at + 1; (statements[next]?.own ?? 0) > (statements[at]!.own || 0) && items.length < MOST_ITEMS; next++) items.push(next);
  return items;
}

const isWithin = (number: string, label: string) => number === label || label.startsWith(`${number}.`) || number.startsWith(`${label}.`);

/** The numbers within a range: "articles 7 to 9". */
function between(reference: string): string[] {
  const [, from, to] = RANGE.exec(reference) ?? [];
  return from === undefined
    ? []
    : Array.from({ length: Math.max(0, Number(to) - Number(from) - 1) }, (_, at) => String(Number(from) + at + 1));
}

const formOf = (number: string) => number.replace(/\d+/g, '1').replace(/[a-z]/g, 'a');

const outside = (asides: readonly Span[], spans: readonly Span[]) =>
  spans.filter(({ start, end }) => !asides.some((aside) => start < aside.end && end > aside.start));

/** Whether a statement gives reasons, asks, says what a word means, or is a promise of the other side for itself. */
function bindsNobody({ text, words, own }: Statement, rule: Rule, language: CheckedLanguage): boolean {
  const { recitals, defines, buyers, promises, persons } = FORCE[language];
  if (TERM.test(text) || QUESTION.test(text)) return true;
  const begin = words.slice(own);
  if (findPhrases(begin, recitals).some(({ start }) => start === 0)) return true;
  if (own === 0 && rule.must !== 'must' && findPhrases(begin.slice(0, DEFINED_WITHIN), defines).length > 0) return true;
  const buyer = findPhrases(begin, buyers).find(({ start }) => start < 3);
  if (buyer === undefined || !findPhrases(begin, promises).some(({ start }) => start >= buyer.end && start < buyer.end + 4)) return false;
  return !findPhrases(begin, rule.who[language] ?? []).some(
    ({ start, end }) => start >= buyer.end && findPhrases(begin.slice(start, end), persons).length === 0,
  );
}

/** For each place of the last group in the statement's own words, the stretch from it to the nearest place of every other group. */
function placesOf(groups: readonly (readonly Span[])[], own: number): Span[] {
  const anchors = groups.at(-1)!.filter(({ end }) => end > own);
  const from = anchors.length > 0 ? anchors : groups.at(-1)!;
  const places = from.map((anchor) =>
    groups.slice(0, -1).reduce<Span>((whole, spans) => {
      const nearest = spans.reduce((best, span) => (distance(span, anchor) < distance(best, anchor) ? span : best));
      return { start: Math.min(whole.start, nearest.start), end: Math.max(whole.end, nearest.end) };
    }, anchor),
  );
  return places.filter(({ start, end }) => end - start <= TOGETHER);
}
