import { type ContractText, shownIn } from '../document/contract-text.ts';
import { findPhrases, type Phrase, type Span } from '../language/phrases.ts';
import { type Statement, statementsOf } from '../language/statements.ts';
import type { Word } from '../language/words.ts';
import { quoteOf } from './finding.ts';

/** One document in an order of precedence: the words that name it. `isSelf` is the contract that states the order, or a part of it. */
export type Rank = { readonly words: readonly Word[]; readonly isSelf: boolean; readonly page: number | null; readonly quote: string };

const CONFLICT: readonly Phrase[] = [
  'conflict*',
  'inconsisten*',
  'discrepanc*',
  'contradict*',
  'ambiguit*',
  'conflit*',
  'contradiction*',
  'divergence*',
  'discordance*',
  'incompatibilite*',
];
const PREVAILS: readonly Phrase[] = [
  'prevail*',
  'take* precedence',
  'have precedence',
  'has precedence',
  'shall govern',
  'shall control',
  'preval*',
  'prevau*',
  'prime',
  'priment',
  'l emport*',
  'font foi',
  'fait foi',
];
const OVER: readonly Phrase[] = ['over', 'sur'];
const ORDERED: readonly Phrase[] = [
  'order of precedence',
  'order of priority',
  'following order',
  'descending order',
  'ordre de priorite',
  'ordre de preseance',
  'ordre de prevalence',
  'ordre suivant',
  'ordre decroissant',
];
// The kinds of document that an order names.
const DOCUMENT: readonly Phrase[] = [
  'condition*',
  'provision*',
  'clauses',
  'annex*',
  'appendi*',
  'schedule*',
  'specification*',
  'agreement',
  'contract',
  'order',
  'terms',
  'cahier*',
  'ccap',
  'ccag',
  'contrat',
  'marche',
  'acte d engagement',
];
// Laws and languages prevail too, and are no documents of the contract.
const OTHER: readonly Phrase[] = [
  'law*',
  'version*',
  'language*',
  'statute*',
  'loi*',
  'droit',
  'langue*',
  'text',
  'texte',
  'english',
  'french',
];
const SELF: readonly Phrase[] = [
  'this contract',
  'this agreement',
  'this order',
  'the contract',
  'present contract',
  'present contrat',
  'present marche',
  'le contrat',
  'le marche',
  'acte d engagement',
];
const MOST_ITEMS = 12;
const HEADING_WORDS = 12;

/** The order of precedence that a contract states among its documents, the highest first: "in case of conflict the special conditions prevail over ...", or a numbered list. Empty without one. */
export function precedenceOf(text: ContractText): Rank[] {
  const statements = statementsOf(shownIn(text, 'accepted'));
  const headings = statements.filter(
    ({ text: line, words, own }) => own === 0 && words.length <= HEADING_WORDS && !/[.;:,]\s*$/.test(line),
  );
  const ranked = (statement: Statement, words: readonly Word[]): Rank[] =>
    has(words, DOCUMENT) && !has(words, OTHER)
      ? [{ words, isSelf: isOwn(words, headings), page: statement.page, quote: quoteOf(statement.text) }]
      : [];
  for (const [at, statement] of statements.entries()) {
    const { words } = statement;
    if (has(words, ORDERED) && (has(words, CONFLICT) || has(words, PREVAILS) || has(words, ['precedence', 'priorite', 'preseance']))) {
      const items = statements.slice(at + 1, at + 1 + MOST_ITEMS).filter(({ own }) => own > 0);
      const order = items.flatMap((item) => ranked(item, item.words.slice(item.own)));
      if (order.length > 1) return order;
    }
    const [prevails] = spans(words, PREVAILS);
    if (prevails === undefined || !has(words.slice(0, prevails.start), CONFLICT)) continue;
    const [over] = spans(words.slice(prevails.end), OVER);
    const first = words.slice(beginOf(statement, prevails), prevails.start);
    const second = over === undefined ? [] : words.slice(prevails.end + over.end);
    const order = [...ranked(statement, first), ...ranked(statement, second)];
    // Without a second document, the contract itself comes after the one that prevails.
    if (order.length === 1 && !order[0]!.isSelf)
      return [...order, { words: [], isSelf: true, page: statement.page, quote: quoteOf(statement.text) }];
    if (order.length > 0) return order;
  }
  return [];
}

const spans = (words: readonly Word[], phrases: readonly Phrase[]) => findPhrases(words, phrases);
const has = (words: readonly Word[], phrases: readonly Phrase[]) => spans(words, phrases).length > 0;

/** Where the document that prevails begins: after the last comma before "prevail". */
function beginOf({ text, words, own }: Statement, prevails: Span): number {
  const end = words[prevails.start]!.start;
  const comma = text.slice(0, end).lastIndexOf(',');
  const at = words.findIndex(({ start }, index) => index >= own && start > comma);
  return comma === -1 || at === -1 ? own : at;
}

/** "This contract", or a part of the same file that has the name as a heading. */
function isOwn(words: readonly Word[], headings: readonly Statement[]): boolean {
  if (has(words, SELF)) return true;
  const kinds = KINDS.filter((kind) => has(words, kind));
  return kinds.some((kind) => headings.some((heading) => has(heading.words, kind)));
}

/** General and special conditions, with their names in contracts. */
export const KINDS: readonly [readonly Phrase[], readonly Phrase[]] = [
  [
    'general conditions',
    'general terms',
    'general provisions',
    'general contract conditions',
    'standard terms',
    'standard conditions',
    'conditions generales',
    'clauses generales',
    'cahier des clauses administratives generales',
    'ccag',
  ],
  [
    'special conditions',
    'special provisions',
    'special terms',
    'particular conditions',
    'supplementary conditions',
    'conditions particulieres',
    'clauses particulieres',
    'cahier des clauses administratives particulieres',
    'ccap',
  ],
];
