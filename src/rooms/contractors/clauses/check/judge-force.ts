import { type CheckedLanguage, FORCE, type Force } from '../language/force.ts';
import { findPhrases, type Phrase, type Span } from '../language/phrases.ts';
import type { Statement } from '../language/statements.ts';
import type { Rule } from '../sets/clause-set.schema.ts';
import type { Finding } from './finding.ts';

// How far, in words, a ban may come before what it forbids (a long list of who is bound lies between), and after it.
const [BEFORE, AFTER] = [60, 20];
// How far behind the last word of a provision what lifts it, and an exception to it, may begin.
const [TAIL, LONG_TAIL] = [15, 120];
const NEAR = 3;
// "To the best of its knowledge and belief, none of the interpreters ..."
const WEAK_BEFORE = 12;
// How close another force must be to count: "may aid, abet or otherwise facilitate".
const CLOSE = 8;
// "Circumstances that may facilitate" is a description, not a permission.
export const RELATIVE = new Set(['that', 'which', 'who', 'whom', 'qui', 'que']);

const REFLEXIVE = 's';
const AND = new Set(['and', 'et']);
const OR = new Set(['or', 'nor', 'ou', 'ni']);
// A plain negation forbids the verb next to it: "does not engage in it", "n'existe pas".
const NEGATION = /^(?:do(?:es)? not|do(?:es)?n t|ne? .*(?:pas|jamais))$/;
// "Do not offer, sell or take part in it" at the start forbids all of it.
const IMPERATIVE = /^do(?: not|n t)$/;
const NEGATED_WITHIN = 4;
// "Neither it nor, to the best of its knowledge, any of its agents engages in it" forbids it to the first without limit.
const NOR = new Set(['nor', 'ni']);
const KNOWLEDGE = /^(?:knowledge|connaissance)$/;
const isOfSecond = ({ words }: Statement, { start, end }: Span) =>
  words.slice(start, end).some(({ word }) => KNOWLEDGE.test(word)) &&
  words.slice(Math.max(0, start - NEAR), start).some(({ word }) => NOR.has(word));
const NEGATES = new Set(['not', 'never', 'ne']);

// "Shall not engage in it or charge excessive fees": an adjective limits the word next to it.
const QUALIFIES = /^(?:excessi|unreasonabl|undu)/;
// "Shall not engage in it, and shall pay for hours in excess of forty": a limit after another "shall" is of that duty, but "unless" may be of both.
const OF_ALL = /^(?:unless|except|save|other|provided|subject|sauf|excep|hormis|sous|hors|a)$|^excep/;
const SHALL = /^(?:shall|must|will|doi[st]|doivent|devr\w+)$/;

/** Whether an exception behind an act limits what comes after the act only. */
function isOfNextDuty(words: Statement['words'], { start }: Span, { end }: Span): boolean {
  const first = words[start]!.word;
  const between = words.slice(end, Math.max(end, start)).map(({ word }) => word);
  if (QUALIFIES.test(first)) return between.length > NEAR || between.some((word) => AND.has(word) || OR.has(word));
  return !OF_ALL.test(first) && between.some((word) => SHALL.test(word));
}

/** What a rule says of one place: as it is owed or not, and which words say so. */
export type Outcome = { state: Finding['state']; confidence: number; isCut: boolean; difference: string | null };

/** The words between two places; 0 where they meet. */
export const distance = (one: Span, other: Span) => Math.max(one.start - other.end, other.start - one.end, 0);

/** Whether the words of a rule have its force at one place: forbidden, owed or permitted, and not weakened, lifted or excepted. Null where they say nothing of the kind. */
export function judgeForce(statement: Statement, what: Span, rule: Rule, language: CheckedLanguage): Outcome | null {
  const force = FORCE[language];
  const { words } = statement;
  const text = ({ start, end }: Span) =>
    words
      .slice(start, end)
      .map(({ word }) => word)
      .join(' ');
  const isImperative = (span: Span) => span.start === statement.own && IMPERATIVE.test(text(span));
  const isFarNegation = (span: Span) => what.start - span.end > NEGATED_WITHIN && NEGATION.test(text(span)) && !isImperative(span);
  const within = (phrases: readonly Phrase[], from: number, to: number) =>
    findPhrases(words, phrases).filter((span) => span.start >= from && span.end <= to && !isFarNegation(span));
  const differs = (span: Span, isCut = false): Outcome => ({ state: 'differs', confidence: 0.8, isCut, difference: text(span) });
  const allowed = findPhrases(words, rule.allows?.[language] ?? []);
  const isAllowed = (span: Span) => allowed.some(({ start, end }) => span.start >= start && span.end <= end);

  const forceAt =
    forceOf(rule, force, within, what) ?? forbiddenItem(statement, what, rule, force, within) ?? nobody(statement, what, rule, language);
  if (forceAt !== null && rule.must === 'must-not' && isOfBuyer(statement, forceAt, rule, language)) return null;
  if (forceAt === null) return rule.must === 'states' ? null : wrongForce(statement, rule, force, within, what, differs);
  const reach =
    rule.must === 'states'
      ? { from: statement.own, to: words.length }
      : { from: Math.max(0, forceAt.start - WEAK_BEFORE), to: what.end + TAIL };
  const lifted = within(force.lifts, reach.from, reach.to).find((span) => !isAllowed(span));
  if (lifted !== undefined && (rule.must === 'states' || distance(lifted, forceAt) <= NEAR)) return differs(lifted, true);
  const weak = within(force.weakens, Math.max(0, forceAt.start - WEAK_BEFORE), what.end + NEAR).find(
    (span) =>
      !isAllowed(span) &&
      !isOfSecond(statement, span) &&
      !isOfNext(statement, span, what, rule.who[language] ?? []) &&
      !isAside(statement, span, forceAt, rule),
  );
  if (weak !== undefined) return differs(weak, true);
  // "May, and shall cause its staff not to, engage in it" forbids it to the staff alone.
  const free = within([...force.permits, ...force.weakens], statement.own, forceAt.start).findLast(({ end }) =>
    AND.has(words[end]?.word ?? ''),
  );
  if (free !== undefined && rule.must !== 'states') return differs(free);
  const manner = within(force.manner, rule.must === 'states' ? statement.own : Math.max(0, forceAt.start - 2), what.end + 1);
  // "Shall not knowingly, and shall cause its agents not to, engage in it".
  const parted = within(force.manner, statement.own, forceAt.start).filter(({ end }) => AND.has(words[end]?.word ?? ''));
  // "Not engage in or knowingly permit it": the second act is limited, and the first is not.
  const acts = rule.what[language]?.[0] ?? [];
  const isOfNextVerb = ({ start }: Span) =>
    OR.has(words[start - 1]?.word ?? '') && findPhrases(words.slice(Math.max(forceAt.end, start - NEAR - 1), start), acts).length > 0;
  const limit = [...manner, ...parted].find((span) => !isAllowed(span) && !isOfNextVerb(span));
  if (limit !== undefined) return differs(limit);
  const except = within(force.excepts, statement.own, Math.min(words.length, what.end + LONG_TAIL)).find(
    (span) => !isAllowed(span) && !isOfNextDuty(words, span, what),
  );
  if (except !== undefined) return differs(except, true);
  return { state: 'present', isCut: false, confidence: 0.9 - (what.start - forceAt.end > 25 ? 0.05 : 0), difference: null };
}

/** Whether the subject within a sentence, next to the words that forbid, is the other side of the contract: "... and that the Buyer shall not". */
function isOfBuyer({ words, own }: Statement, forceAt: Span, rule: Rule, language: CheckedLanguage): boolean {
  const buyer = findPhrases(words, FORCE[language].buyers).find(({ start, end }) => end === forceAt.start && start > own + NEAR);
  if (buyer === undefined) return false;
  return !findPhrases(words, rule.who[language] ?? []).some(({ start, end }) => end > buyer.start - 2 * NEAR && start < buyer.end);
}

// "Should the contractor breach ..." is a condition; "shall not do it, and should avoid ..." weakens what comes next.
const MODAL = /^(should|ought|devrai)/;
// "Whom they know or ought to know to be trafficked".
const KNOWN = /^known?$/;
const SUBJECT = /^(the|an?|any|it|they|you|he|she|one)$/;
const isOfNext = ({ words, own }: Statement, { start }: Span, what: Span, who: readonly Phrase[]) =>
  MODAL.test(words[start]!.word) &&
  (start >= what.end ||
    (start === own && words[start + 1]?.word !== 'not') ||
    SUBJECT.test(words[start + 1]?.word ?? '') ||
    findPhrases(words.slice(start + 1, start + 3), who).some((span) => span.start === 0) ||
    words.slice(start, start + 3).some(({ word }) => KNOWN.test(word)));

// "Shall not attempt to engage in it" forbids more, and "are prohibited and, where appropriate, reported" weakens the report only.
const TRIES = /^(?:attempt|try|seek|intend)/;
const IN_SOME_CASES = /^(?:where|when|as|if)$/;
const isAside = ({ words }: Statement, { start }: Span, forceAt: Span, { must }: Rule) =>
  (must === 'must-not' && start >= forceAt.end && TRIES.test(words[start]!.word)) ||
  (start > forceAt.start && IN_SOME_CASES.test(words[start]!.word) && AND.has(words[start - 1]?.word ?? ''));

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

/**
 * What forbids an item together with its lead-in: "Prohibited practices: (b) engaging in it", or the word that negates it where the lead-in obliges, "The contractor
 * undertakes to: (b) not engage in it". Null if there is nothing.
 */
function forbiddenItem({ words, own }: Statement, what: Span, rule: Rule, force: Force, within: Within): Span | null {
  if (rule.must !== 'must-not' || own === 0 || what.start < own) return null;
  const head = within(force.heads, 0, own).find(({ end }) => end === own);
  if (head !== undefined) return head;
  if (!NEGATES.has(words[own]?.word ?? '')) return null;
  return within(force.obliges, Math.max(0, own - BEFORE), own).length > 0 ? { start: own, end: own + 1 } : null;
}

// "No agent of the contractor shall", "nul employé ne".
export const NOBODY = new Set(['no', 'none', 'nobody', 'neither', 'nul', 'nulle', 'aucun', 'aucune', 'ni']);
const NOBODY_OF = 5;
// "No later than".
const MEASURE = new Set(['later', 'less', 'more', 'fewer', 'longer', 'sooner', 'event']);

/** The word that forbids an act to everyone who is bound: "no member of the contractor's personnel shall". Null if there is none. */
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

/** Finds the wrong force: an act that is permitted where it must be forbidden, or forbidden where it must be done. Only words close to the act count. */
function wrongForce(
  { words }: Statement,
  rule: Rule,
  force: Force,
  within: Within,
  what: Span,
  differs: (span: Span) => Outcome,
): Outcome | null {
  const end = rule.must === 'may' ? what.end + NEAR : rule.must === 'must-not' ? what.end : what.start + 1;
  const most = rule.must === 'must-not' ? CLOSE : 2 * CLOSE;
  const near = (phrases: readonly Phrase[], distant: number) => within(phrases, 0, end).filter((span) => span.end >= what.start - distant);
  const close = (phrases: readonly Phrase[], distant: number) =>
    near(phrases, distant).findLast(({ start }) => {
      const before = words[start - 1]?.word ?? '';
      // "S'est livré" is a past, no duty.
      return !RELATIVE.has(before) && before !== REFLEXIVE;
    });
  const weak = close(force.weakens, most);
  if (weak !== undefined) return differs(weak);
  const other =
    rule.must === 'must-not'
      ? (close(force.permits, most) ?? near(force.lifts, 2 * CLOSE).at(-1) ?? close(force.obliges, NEAR))
      : close([...force.forbids, ...force.lifts, ...force.permits], most);
  return other === undefined ? null : differs(other);
}
