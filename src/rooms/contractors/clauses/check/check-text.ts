import { type ContractText, marksOf, shownIn, type View } from '../document/contract-text.ts';
import { CHECKED_LANGUAGES, type CheckedLanguage } from '../language/force.ts';
import { languagesOf } from '../language/language-of.ts';
import { lacksLigatures, restoreLigatures } from '../language/ligatures.ts';
import { findPhrases } from '../language/phrases.ts';
import { StatementIndex } from '../language/statement-index.ts';
import { type Shown, type Statement, statementsOf } from '../language/statements.ts';
import { wordsOf } from '../language/words.ts';
import type { ClauseSet, Provision, Rule } from '../sets/clause-set.schema.ts';
import { vocabularyOfSet } from '../sets/vocabulary.ts';
import { findByRule } from './find-by-rule.ts';
import { findByWording, type Stream } from './find-by-wording.ts';
import { bestOf, better, type Finding, quoteOf } from './finding.ts';
import { UNTICKED } from './references.ts';

/** What a check says of one provision. The first seven are of the text; `by-reference` and `reference-not-resolved` come from other documents. */
export const PROVISION_STATES = [
  'present',
  'differs-in-substance',
  'only-proposed',
  'struck-out',
  'hidden',
  'by-reference',
  'reference-not-resolved',
  'missing',
  'not-readable',
  'other-language',
] as const;
export type ProvisionState = (typeof PROVISION_STATES)[number];

/** One provision in one contract. A machine found it: nobody has confirmed it. */
export type CheckedProvision = {
  readonly id: string;
  readonly title: string;
  readonly state: ProvisionState;
  readonly page: number | null;
  readonly quote: string | null;
  /** From 0 to 1; null where nothing was found. */
  readonly confidence: number | null;
  readonly confirmed: false;
  /** What differs in substance, or why it could not be checked. */
  readonly difference: string | null;
  /** The version of the wording that it has, such as `NOV 2021`; null where a rule found it, or the set names no version. */
  readonly wording: string | null;
};

type Look = { readonly statements: readonly Statement[]; readonly index: StatementIndex; readonly stream: Stream };
type Judge = (provision: Provision) => Finding | null;

// Another language with this share of the running text may hold what was not found.
const LEAST_OTHER = 0.15;

/** Checks the text of one contract against a set. What is not found is `missing` only where all of the text was read, in a language of the set. */
export function checkText(text: ContractText, set: ClauseSet): CheckedProvision[] {
  const vocabulary = vocabularyOfSet(set);
  const ticked = (paragraphs: readonly Shown[]) => paragraphs.filter((paragraph) => !UNTICKED.test(paragraph.text));
  const all = shownIn(text, 'accepted');
  const accepted = ticked(all);
  const shares = languagesOf(shownIn(text, 'all').map((paragraph) => paragraph.text));
  const marks = marksOf(text);
  const isLacking = lacksLigatures(shownIn(text, 'all').flatMap((paragraph) => wordsOf(paragraph.text)));
  const judgeIn = (paragraphs: readonly Shown[]): Judge => judge(lookAt(paragraphs, isLacking ? vocabulary : null));
  const view = (name: View): Judge => judgeIn(ticked(shownIn(text, name)));
  const now = judgeIn(accepted);
  const before = marks.has('inserted') || marks.has('deleted') ? view('original') : now;
  const old = before === now ? [] : shownIn(text, 'original').map((paragraph) => quoteOf(paragraph.text, paragraph.text.length));
  const isOld = (quote: string) => old.some((line) => line.includes(quote.replace(/…$/, '')));
  const hidden = marks.has('hidden') ? view('all') : null;
  const unticked = accepted.length < all.length ? judgeIn(all) : null;
  // The words that forbid may be in a paragraph before the struck one.
  const struck = marks.has('struck') || marks.has('deleted') ? view('unstruck') : null;
  return set.provisions.map((provision) => {
    const base = { id: provision.id, title: provision.title.en, confirmed: false as const };
    const found = decide(provision, { now, before, hidden, struck, unticked, isOld });
    if (found !== null) {
      const { page, quote, confidence, difference, wording = null } = found.finding;
      return { ...base, state: found.state, page, quote, confidence, difference, wording };
    }
    const none = { ...base, page: null, quote: null, confidence: null, wording: null };
    const unchecked = otherLanguage(provision, shares);
    if (text.scannedPages.length > 0 || isPicture(text))
      return { ...none, state: 'not-readable', difference: `pages without text: ${text.scannedPages.join(', ') || 'all'}` };
    return unchecked === null
      ? { ...none, state: 'missing', difference: null }
      : { ...none, state: 'other-language', difference: unchecked };
  });
}

type Judges = {
  now: Judge;
  before: Judge;
  hidden: Judge | null;
  struck: Judge | null;
  unticked: Judge | null;
  /** Whether a passage stood in the text before its tracked changes. */
  isOld: (quote: string) => boolean;
};

function decide(
  provision: Provision,
  { now, before, hidden, struck, unticked, isOld }: Judges,
): { state: ProvisionState; finding: Finding } | null {
  const [after, first] = [now(provision), before === now ? null : before(provision)];
  if (after?.state === 'present') {
    const isProposed = before !== now && first?.state !== 'present';
    return { state: isProposed ? 'only-proposed' : 'present', finding: after };
  }
  // In force until the change is accepted, and taken away by it; a passage that stays as it was is not what is left of it.
  if (first?.state === 'present')
    return after === null || isOld(after.quote)
      ? { state: 'struck-out', finding: first }
      : { state: 'differs-in-substance', finding: after };
  const gone = struck?.(provision) ?? null;
  if (gone?.state === 'present') return { state: 'struck-out', finding: gone };
  const unseen = hidden?.(provision) ?? null;
  if (unseen?.state === 'present') return { state: 'hidden', finding: unseen };
  const open = unticked?.(provision) ?? null;
  if (open?.state === 'present') return { state: 'differs-in-substance', finding: { ...open, difference: 'not ticked' } };
  const changed = better(after, first);
  return changed === null ? null : { state: 'differs-in-substance', finding: changed };
}

/** A document whose text is in pictures: some words, and embedded pictures. */
function isPicture(text: ContractText): boolean {
  const words = text.paragraphs.reduce((sum, { runs }) => sum + runs.reduce((count, run) => count + run.text.split(/\s+/).length, 0), 0);
  return words < 50 && (text.embedded > 0 || text.scannedPages.length > 0);
}

/** The languages of the text in which the provision is not recognised but may be present; null where there are none. */
function otherLanguage(provision: Provision, shares: ReadonlyMap<string, number>): string | null {
  const own = new Set<string>(languagesOfProvision(provision));
  const other = [...shares].filter(([language, share]) => share >= LEAST_OTHER && !own.has(language)).map(([language]) => language);
  return other.length > 0 ? other.join(', ') : null;
}

function languagesOfProvision({ wordings, rule }: Provision): CheckedLanguage[] {
  const rules = rule === undefined ? [] : [rule].flat();
  return CHECKED_LANGUAGES.filter(
    (language) => wordings.some((wording) => wording.language === language) || rules.some(({ what }) => what[language] !== undefined),
  );
}

function judge(look: Look): Judge {
  const known = new Map<string, Finding | null>();
  return (provision) => {
    const before = known.get(provision.id);
    if (before !== undefined) return before;
    const findings: Finding[] = [];
    for (const language of CHECKED_LANGUAGES) {
      const rules = provision.rule === undefined ? [] : [provision.rule].flat();
      for (const rule of rules) findings.push(...findByRule(look.statements, look.index, rule, language));
      for (const wording of provision.wordings)
        if (wording.language === language) {
          const found = findByWording(look.stream, wordsOf(withoutLabels(wording.text)), language);
          // A likeness alone is no change of this provision: another one, next to it, has most of its words.
          if (found !== null && (found.state === 'present' || rules.length === 0 || isAbout(look, found.at, rules, language)))
            findings.push({ ...found, wording: wording.version });
        }
    }
    const best = bestOf(findings);
    known.set(provision.id, best);
    return best;
  };
}

/** Whether a statement has the words of one of the rules. */
function isAbout({ statements }: Look, at: number, rules: readonly Rule[], language: CheckedLanguage): boolean {
  return rules.some(({ what }) => what[language]?.every((group) => findPhrases(statements[at]!.words, group).length > 0));
}

/** A view as it is searched; with the words of a check where its ligatures are lost. */
function lookAt(paragraphs: readonly Shown[], vocabulary: ReadonlySet<string> | null): Look {
  const read = statementsOf(paragraphs);
  const statements = vocabulary
    ? read.map((statement) => {
        const lead = restoreLigatures(statement.words.slice(0, statement.own), vocabulary);
        return { ...statement, words: [...lead, ...restoreLigatures(statement.words.slice(statement.own), vocabulary)], own: lead.length };
      })
    : read;
  const texts = statements.map(({ text }) => text);
  const words = statements.flatMap(({ words: all, own, page }, statement) => all.slice(own).map((word) => ({ ...word, page, statement })));
  return { statements, index: new StatementIndex(statements), stream: { words, texts } };
}

const LABELS = /\((?:[a-z]|[ivx]{1,5}|[A-Z]|\d{1,2})\)/g;

/** A text without the labels of its paragraphs: a contract may number them in its own way. */
const withoutLabels = (text: string) => text.replace(LABELS, (label) => ' '.repeat(label.length));
