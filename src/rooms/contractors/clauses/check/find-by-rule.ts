import { type CheckedLanguage, FORCE, type Force } from '../language/force.ts';
import { findPhrases, type Phrase, type Span } from '../language/phrases.ts';
import type { StatementIndex } from '../language/statement-index.ts';
import type { Statement } from '../language/statements.ts';
import type { Rule } from '../sets/clause-set.schema.ts';
import { type Finding, quoteOf } from './finding.ts';

// How far, in words, a ban may stand before what it forbids (a long list of who is bound lies between), and after it.
const [BEFORE, AFTER] = [60, 20];
// How far behind the last word of a provision what lifts it, and an exception to it, may begin.
const [TAIL, LONG_TAIL] = [15, 120];
const NEAR = 3;
// "To the best of its knowledge and belief, none of the interpreters ..."
const WEAK_BEFORE = 12;
// How close another force stands where it is meant: "may aid, abet or otherwise facilitate".
const CLOSE = 8;
// "circumstances that may facilitate" permits nobody anything.
const RELATIVE = new Set(['that', 'which', 'who', 'whom', 'qui', 'que']);
// The phrases of a rule stand together within this many words.
const TOGETHER = 32;
const EARLIER_STATEMENTS = 4;
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
  /(?:clauses?|articles?|art\.|paragraphs?|paragraphes?|sections?|provisions?|points?|du|or|and|to|et|ou|à|where|,)\s+(\d{1,3}(?:\.\d{1,3}){0,4}|\([a-z]\))(?![\d%])/gi;

// Nobody is named where the act itself is forbidden.
const IMPERSONAL = /prohibit|forbid|banned|tolera|interdi|prohib|proscri|permitted|circumstances|aucun cas/;

type Outcome = { state: Finding['state']; confidence: number; isCut: boolean; difference: string | null };

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
  const force = FORCE[language];
  const placed = placesOf(groups, own)
    .map((what) => judgeForce(statements[index]!, what, rule, force, language))
    .reduce<Outcome | null>((best, outcome) => (best === null || (outcome !== null && outranks(outcome, best)) ? outcome : best), null);
  if (placed === null) return null;
  const who = rule.who[language] ?? [];
  const isBound = rule.must === 'states' || rule.must === 'may' || findPhrases(words, who).length > 0;
  if (!isBound && !isIn(earlier, who)) {
    if (!words.some(({ word }) => IMPERSONAL.test(word))) return null;
    placed.confidence -= 0.1;
  }
  if (!isNamed) placed.confidence -= 0.1;
  const later = statements.slice(index, index + EARLIER_STATEMENTS);
  const absent = rule.detail?.[language]?.find((group) => !isIn(later, group));
  if (absent !== undefined && placed.state === 'present')
    return { state: 'differs', confidence: 0.7, isCut: false, difference: `− ${absent.slice(0, 3).join(' / ')}` };
  return placed;
}

function outranks(one: Outcome, other: Outcome): boolean {
  return one.state === other.state ? one.confidence > other.confidence : one.state === 'present';
}

const isIn = (statements: readonly Statement[], phrases: readonly Phrase[]) =>
  statements.some(({ words }) => findPhrases(words, phrases).length > 0);

/** Whether a statement refers to statements on a topic: by their numbers, or else by a word that points to what came shortly before. */
function refersTo(statements: readonly Statement[], index: number, topic: readonly Phrase[], language: CheckedLanguage): boolean {
  const numbers = [...statements[index]!.text.matchAll(NUMBERS)].map(([, number]) => number!.replace(/[()]/g, ''));
  if (numbers.length === 0)
    return pointsBack(statements[index]!, language) && isIn(statements.slice(Math.max(0, index - EARLIER_STATEMENTS), index), topic);
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

const distance = (one: Span, other: Span) => Math.max(one.start - other.end, other.start - one.end, 0);

function judgeForce(statement: Statement, what: Span, rule: Rule, force: Force, language: CheckedLanguage): Outcome | null {
  const { words } = statement;
  const within = (phrases: readonly Phrase[], from: number, to: number) =>
    findPhrases(words, phrases).filter(({ start, end }) => start >= from && end <= to);
  const text = ({ start, end }: Span) =>
    words
      .slice(start, end)
      .map(({ word }) => word)
      .join(' ');
  const differs = (span: Span, isCut = false): Outcome => ({ state: 'differs', confidence: 0.8, isCut, difference: text(span) });
  const allowed = findPhrases(words, rule.allows?.[language] ?? []);
  const isAllowed = (span: Span) => allowed.some(({ start, end }) => span.start >= start && span.end <= end);

  const forceAt = forceOf(rule, force, within, what) ?? nobody(statement, what, rule, language);
  if (forceAt === null) return rule.must === 'states' ? null : wrongForce(statement, rule, force, within, what, differs);
  const lifted = within(force.lifts, Math.max(0, forceAt.start - WEAK_BEFORE), what.end + TAIL).find((span) => !isAllowed(span));
  if (lifted !== undefined && distance(lifted, forceAt) <= NEAR) return differs(lifted, true);
  const weak = within(force.weakens, Math.max(0, forceAt.start - WEAK_BEFORE), what.end + NEAR).find((span) => !isAllowed(span));
  if (weak !== undefined) return differs(weak, true);
  const except = within(force.excepts, forceAt.start, Math.min(words.length, what.end + LONG_TAIL)).find((span) => !isAllowed(span));
  if (except !== undefined) return differs(except, true);
  return { state: 'present', isCut: false, confidence: 0.9 - (what.start - forceAt.end > 25 ? 0.05 : 0), difference: null };
}

type Within = (phrases: readonly Phrase[], from: number, to: number) => Span[];

/** The words that give a provision its force; null where it has another force or none. */
function forceOf(rule: Rule, force: Force, within: Within, what: Span): Span | null {
  const before = (phrases: readonly Phrase[]) => within(phrases, Math.max(0, what.start - BEFORE), what.start + NEAR).at(-1) ?? null;
  if (rule.must === 'states') return what;
  if (rule.must === 'may')
    return (
      before([...force.obliges, ...force.permits]) ?? within([...force.obliges, ...force.permits], what.start, what.end + NEAR)[0] ?? null
    );
  const forbids = before(force.forbids);
  if (rule.must === 'must-not')
    return (
      forbids ?? within(force.forbids, what.start, what.end)[0] ?? within(force.forbidsBefore, what.start, what.end + AFTER)[0] ?? null
    );
  const obliges = before(force.obliges) ?? within(force.obliges, what.start, what.end)[0] ?? null;
  // "shall not" holds a "shall": the nearer one counts.
  return obliges !== null && (forbids === null || obliges.start > forbids.end) ? obliges : null;
}

// "No agent of the contractor shall", "nul employé ne".
const NOBODY = new Set(['no', 'none', 'nobody', 'neither', 'nul', 'nulle', 'aucun', 'aucune', 'ni']);
const NOBODY_OF = 5;
// "No later than".
const MEASURE = new Set(['later', 'less', 'more', 'fewer', 'longer', 'sooner', 'event']);

/** The word by which nobody of those who are bound may do something: "no member of the contractor's personnel shall". */
function nobody({ words }: Statement, what: Span, rule: Rule, language: CheckedLanguage): Span | null {
  if (rule.must !== 'must-not') return null;
  const bound = findPhrases(words, rule.who[language] ?? []).filter((span) => span.start < what.end);
  for (const { start, end } of [...bound, what]) {
    const at = words.findLastIndex(
      ({ word }, index) => index < end && index >= start - NOBODY_OF && NOBODY.has(word) && !MEASURE.has(words[index + 1]?.word ?? ''),
    );
    if (at !== -1) return { start: at, end: Math.max(at + 1, Math.min(end, what.start)) };
  }
  return null;
}

/** A provision with another force than it owes: permitted instead of forbidden, or forbidden instead of owed. Only close to it: further away it is about something else. */
function wrongForce(
  { words }: Statement,
  rule: Rule,
  force: Force,
  within: Within,
  what: Span,
  differs: (span: Span) => Outcome,
): Outcome | null {
  const end = rule.must === 'may' ? what.end + NEAR : what.start + 1;
  const most = rule.must === 'must-not' ? CLOSE : 2 * CLOSE;
  const close = (phrases: readonly Phrase[], distant: number) =>
    within(phrases, Math.max(0, what.start - distant), end).findLast(({ start }) => !RELATIVE.has(words[start - 1]?.word ?? ''));
  const weak = close(force.weakens, most);
  if (weak !== undefined) return differs(weak);
  const other =
    rule.must === 'must-not'
      ? (close([...force.permits, ...force.lifts], most) ?? close(force.obliges, NEAR))
      : close([...force.forbids, ...force.lifts, ...force.permits], most);
  return other === undefined ? null : differs(other);
}
