import { type CheckedLanguage, FORCE } from '../language/force.ts';
import { findPhrases, type Phrase, type Span } from '../language/phrases.ts';
import type { StatementIndex } from '../language/statement-index.ts';
import type { Statement } from '../language/statements.ts';
import type { Rule } from '../sets/clause-set.schema.ts';
import { type Finding, quoteOf } from './finding.ts';
import { distance, judgeForce, NOBODY, type Outcome, RELATIVE } from './judge-force.ts';

// The phrases of a rule stand together within this many words.
const TOGETHER = 32;
const EARLIER_STATEMENTS = 4;
const UNBOUND_STATEMENTS = 8;
// Words by which a statement points to what was said shortly before it.
const POINTS_BACK: Readonly<Record<CheckedLanguage, readonly Phrase[]>> = {
  en: [
    'such',
    'these',
    'those',
    'this',
    'the above',
    'the foregoing',
    'the preceding',
    'said',
    'thereof',
    'therein',
    'thereto',
    'hereof',
    'the same',
    'any breach',
    'a breach',
    'if you do',
    'if it does',
  ],
  fr: [
    'tel',
    'telle',
    'tels',
    'telles',
    'ces',
    'cette',
    'ce',
    'cet',
    'ci dessus',
    'precit*',
    'precedent*',
    'present article',
    'presente clause',
    'ladite',
    'dudit',
    'y',
    'en',
    'a defaut',
    'tout manquement',
    'en cas de manquement',
    'toute violation',
    'toute infraction',
  ],
};
// A reference to numbered paragraphs: "clause 22.4 or 22.5", "paragraph (b)".
const NUMBERS =
  /(?:clauses?|articles?|art\.|paragraphs?|paragraphes?|sections?|provisions?|points?|du|or|and|to|et|ou|à|where|with|of|,)\s+(?:[A-Z]{1,3}-)?(\d{1,3}(?:\.\d{1,3}){0,4}|\([a-z]\))(?![\d%])/gi;

// A ban on the act itself does not name who is bound.
const IMPERSONAL = /prohibit|forbid|banned|tolera|interdi|prohib|proscri|permitted|circumstances|aucun cas/;

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
    [1, 2, 3].some((back) => RELATIVE.has(words[start - back]?.word ?? '')) &&
    !NOBODY.has(words[start - 1]?.word ?? '');
  const groups = rule.what[language]?.map((group, at) => findPhrases(words, group).filter((span) => at > 0 || !isOfOthers(span)));
  if (groups === undefined || groups.some((spans) => spans.length === 0)) return null;
  const other = rule.unlike?.[language];
  if (other !== undefined && findPhrases(words, other).length > 0) return null;
  // A lead-in alone is no statement of its items.
  if (!groups.some((spans) => spans.some(({ start }) => start >= own))) return null;
  const earlier = statements.slice(Math.max(0, index - EARLIER_STATEMENTS), index);
  const topic = rule.topic?.[language];
  const isNamed = topic === undefined || findPhrases(words, topic).length > 0;
  if (!isNamed && !refersTo(statements, index, topic, language)) return null;
  const placed = placesOf(groups, own)
    .map((what) => judgeForce(statements[index]!, what, rule, language))
    .reduce<Outcome | null>((best, outcome) => (best === null || (outcome !== null && outranks(outcome, best)) ? outcome : best), null);
  if (placed === null) return null;
  const who = rule.who[language] ?? [];
  const isBound = rule.must === 'states' || rule.must === 'may' || findPhrases(words, who).length > 0;
  if (!isBound && !isIn(earlier, who)) {
    if (!words.some(({ word }) => IMPERSONAL.test(word))) return null;
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
  const after = statements.slice(index + 1, index + 3).find(({ words }) => isIn([{ words }], pointsToIt) && isIn([{ words }], carvesOut));
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
function refersTo(statements: readonly Statement[], index: number, topic: readonly Phrase[], language: CheckedLanguage): boolean {
  const numbers = [...statements[index]!.text.matchAll(NUMBERS)].map(([, number]) => number!.replace(/[()]/g, ''));
  if (numbers.length === 0)
    return pointsBack(statements[index]!, language) && isIn(statements.slice(Math.max(0, index - EARLIER_STATEMENTS), index), topic);
  // Numbers that no paragraph has, such as SC-21.1 read as part of a sentence, point back like words.
  if (!statements.some(({ label }) => label !== null && numbers.some((number) => isWithin(number, label))))
    return isIn(statements.slice(Math.max(0, index - EARLIER_STATEMENTS), index), topic);
  return statements.some(
    ({ label, words }, at) =>
      at !== index && label !== null && numbers.some((number) => isWithin(number, label)) && findPhrases(words, topic).length > 0,
  );
}

const isWithin = (number: string, label: string) => number === label || label.startsWith(`${number}.`) || number.startsWith(`${label}.`);

const pointsBack = ({ words }: Statement, language: CheckedLanguage) => findPhrases(words, POINTS_BACK[language]).length > 0;

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
