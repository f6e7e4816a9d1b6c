import { type Label, labelOf } from './labels.ts';
import { type Word, wordsOf } from './words.ts';

/** A paragraph as one view of a contract shows it. */
export type Shown = { readonly page: number | null; readonly level: number | null; readonly text: string };

/**
 * One statement: a sentence, or an item of a list together with the words that lead in to the list ("The contractor shall not: (a) ..."). `words` are those of the
 * lead-in, then its own from `own` on. `text` is its own text, for a quote.
 */
export type Statement = {
  readonly page: number | null;
  /** The number of its paragraph, such as `22.4` or `b`; null without one. */
  readonly label: string | null;
  readonly text: string;
  readonly words: readonly Word[];
  readonly own: number;
};

type Part = { page: number | null; label: string | null; number: string | null; text: string; leads: boolean };
type List = { own: string | null; child: string | null | undefined; words: readonly Word[]; isHeaded?: boolean };

const LONGEST_LEAD = 80;
// The end of a sentence: not after an abbreviation or a single letter. A word may end with an accent: "le travail forcé."
const SENTENCE =
  /(?<=[.!?][”"»’)]*)(?<!(?<![\p{L}\p{M}])(?:\p{L}|[Nn]o|[Aa]rt|[Pp]ara|[Ss]ec|cf|e\.g|i\.e|vs|Mr|Mrs|St|resp|approx|U\.S)\.)(?<!(?:^|[.!?:;]\s)\d{1,2}\.)\s+(?=[“"«(]?[\p{Lu}\d])/u;
// "Any violation of (b) or (c)" refers to items and begins none.
const INLINE_LABEL =
  /(?<!\([a-z\d]{1,4}\)\s*(?:,|and|or|et|ou)\s*)(?<=[;:,—–-]\s*|\b(?:and|or|et|ou)\s+|\bnot\s+)(?=\((?:\d{1,2}|[ivx]{1,5}|[a-z]|[A-Z])\)\s)/u;
// The same with "i." and "ii." within a paragraph: "... may not— i. Engage in ...; ii. Use ...".
const INLINE_ROMAN = /(?<=[;:—–]\s*(?:(?:and|or|et|ou)\s+)?)(?=(?:i{1,3}|iv|vi{0,3}|ix|x)\.\s+\p{Lu})/u;
// A label in a paragraph of its own, such as "(5)" before a paragraph that begins with "(i)".
const LONE_LABEL = /^\s*(?:\((?:\d{1,2}|[ivx]{1,5}|[a-zA-Z])\)|\d{1,2}(?:\.\d{1,2})+\.?|[a-z]\.)\s*$/;
const FIRST_ITEM = /\p{L}\s+(?=\((?:i\)\s[^()]{8,}\(ii|a\)\s[^()]{8,}\(b|1\)\s[^()]{8,}\(2)\)\s)/u;
const LEADS_IN = /(?:[:—–-]|\b(?:shall|must|will|may)(?:\s+not)?|\bfollowing|\bnot to|\bthat|\bde ne pas|\bde)\s*$/i;
// "(g) The contractor shall: (i) ..." begins a list although (i) follows (h).
const IS_FIRST = /^(?:[ia1])$/i;
// An item that lost its label and its punctuation: no sentence of its own, since it does not say who does what.
const HAS_VERB = /\b(?:shall|must|will|may|is|are|has|have|doit|doivent|peut|peuvent|est|sont|sera|seront)\b/i;
const ENDS_SENTENCE = /[.!?]\s*$/;
const IS_OPEN = /[^.;:!?—–”"»]\s*$/;
// How a line begins that goes on with a sentence: "... the obligation in paragraph" / "2, the purchaser ...".
const GOES_ON = /^\s*(?:\p{Ll}|\d{1,3}(?:\.\d{1,3})*[,;)])/u;
// No sentence and no heading ends with one of these: "... a country outside the" / "United States ...".
const HALF =
  /[\p{L}\d,]\s(?:the|an?|of|its|their|from|by|for|with|under|this|these|such|le|la|les|du|des|un|une|au|aux|par|pour|sur|son|sa|ses|leurs?|ce|cette|ces)\s*$/iu;
// Nor does a line that ends with an abbreviation, where the next has no label: "... working on a U.S." / "Government contract".
const ABBREVIATED = /(?<!\p{L})(?:(?:\p{Lu}\.){1,3}\p{Lu}|[Nn]o|[Aa]rt|[Ss]ec|[Pp]ara|cf|e\.g|i\.e|approx|Mr|Mrs|Ms|Dr|St)\.\s*$/u;
// A paragraph that breaks off before a list leads in to it: "... if the grantee engages in" / "(1) trafficking in persons".
const BREAKS_OFF = /\b(?:in|of|from|by|to|with|for|not|and|or|that|who|which|any|de|à|et|ou|que|qui)\s*$/i;
// "... the activities specified below." leads in to the items that follow.
const POINTS_BELOW = /\b(?:below|following|ci-dessous|suivante?s?)\s*\.\s*$/i;
// "This includes the following:" goes on from the sentence before it.
const GOES_ON_FROM =
  /^(?:(?:this|these|it|they|such (?:acts|activities|practices)) (?:also )?includes?|including|examples include|(?:cela|ceci) (?:comprend|inclut)|y compris)\b/i;
const FIRST_LABEL = /^(?:[ia1•●▪■◦○‣⁃*·–—-]|)$/i;
// A heading between a lead-in and its items: "You may not use it to:" / "Illegal and Harmful Acts" / "• Engage in ...".
const HEADING = /^\p{Lu}[\p{L}\p{N}’'&,/ -]*$/u;
const MOST_HEADING = 8;
// A line of so many words at the end of a page is no heading.
const LONG_LINE = 8;

/** Divides the paragraphs of a contract into statements. */
export function statementsOf(paragraphs: readonly Shown[]): Statement[] {
  const statements: Statement[] = [];
  const lists: List[] = [];
  let endedOpen = false;
  let ended = true;
  const parts = partsOf(paragraphs);
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (isHeadingOfItems(part, next, lists.at(-1))) {
      // The items below it go on from the lead-in above it.
      const { words } = lists.at(-1)!;
      lists.push({ own: part.label, child: undefined, words, isHeaded: true });
      statements.push({ page: part.page, label: part.number, text: part.text, words: wordsOf(part.text), own: 0 });
      continue;
    }
    if (endsList(part, parts[at - 1], next, endedOpen) && lists.at(-1)?.isHeaded !== true) lists.length = 0;
    const isItem = !ended && !ENDS_SENTENCE.test(part.text) && !HAS_VERB.test(part.text);
    const lead = leadOf(lists, part, endedOpen || (part.label === null && isItem));
    const sentences = part.text.split(SENTENCE).filter((sentence) => sentence.trim() !== '');
    sentences.forEach((text, index) => {
      // Only the first sentence of an item goes on from the lead-in, and "This includes ..." from the sentence before it.
      const goesOnFrom = lead.length === 0 && GOES_ON_FROM.test(text) ? (statements.at(-1)?.words.slice(-LONGEST_LEAD) ?? []) : [];
      const before = index === 0 && lead.length > 0 ? lead : goesOnFrom;
      statements.push({ page: part.page, label: part.number, text, words: [...before, ...wordsOf(text)], own: before.length });
    });
    const last = sentences.at(-1) ?? '';
    if (
      part.leads ||
      LEADS_IN.test(last) ||
      ((BREAKS_OFF.test(last) || POINTS_BELOW.test(last)) && FIRST_LABEL.test(next?.number ?? ' '))
    ) {
      const own = wordsOf(last);
      const above = GOES_ON_FROM.test(last) ? (statements.at(-2)?.words ?? []) : sentences.length === 1 ? lead : [];
      lists.push({ own: part.label, child: undefined, words: [...above, ...own].slice(-LONGEST_LEAD) });
    }
    endedOpen = /(?:[;:,—–]|\b(?:and|or|et|ou))\s*$/i.test(part.text);
    ended = ENDS_SENTENCE.test(part.text);
  }
  return statements;
}

/** Whether a part is a heading between a lead-in and the items of its list. */
function isHeadingOfItems({ label, text }: Part, next: Part | undefined, list: List | undefined): boolean {
  if (list === undefined || list.child !== undefined || next === undefined || next.label === null || next.label === label) return false;
  return HEADING.test(text) && text.split(/\s+/).length <= MOST_HEADING && isTitled(text);
}

/** Whether a part is a heading after the items of a list: a short line without a label between two labelled ones, of which the first is complete. */
const endsList = ({ label, text }: Part, before: Part | undefined, next: Part | undefined, endedOpen: boolean) =>
  label === null &&
  before !== undefined &&
  before.label !== null &&
  before.label === next?.label &&
  !endedOpen &&
  HEADING.test(text) &&
  text.split(/\s+/).length <= MOST_HEADING;

/** Whether the long words of a text begin with capital letters. */
const isTitled = (text: string) => text.split(/[^\p{L}]+/u).every((word) => word.length < 5 || /^\p{Lu}/u.test(word));

/** The words that lead in to a part, after lists that have ended are closed. */
function leadOf(lists: List[], { label, number, text }: Part, endedOpen: boolean): readonly Word[] {
  if (label === null) {
    // Items that lost their labels: while each ends with a comma, a semicolon or a colon, the list goes on.
    const top = lists.at(-1);
    if (top !== undefined && endedOpen && (top.child === undefined || top.child === null) && text.trim() !== '') {
      top.child = null;
      return top.words;
    }
    if (!endedOpen) lists.length = 0;
    return [];
  }
  while (lists.length > 0) {
    const top = lists.at(-1)!;
    if (top.child === undefined) {
      if (isSameList(top.own, label) && !IS_FIRST.test(number ?? '')) {
        lists.pop();
        continue;
      }
      top.child = label;
      return top.words;
    }
    if (isSameList(top.child, label)) {
      // After "i." and "ii." a "b." is of an outer list.
      top.child = sharedKind(top.child, label);
      return top.words;
    }
    // A label of an outer list closes this one, and so does another kind of label after a full stop; else it is of a list within it.
    if (
      !endedOpen ||
      lists.some(({ own, child }, at) => isSameList(own, label) || (at < lists.length - 1 && isSameList(child ?? null, label)))
    ) {
      lists.pop();
      continue;
    }
    return top.words;
  }
  return [];
}

/** Whether two kinds of label may be in one list. A single i, v or x may be a letter or a numeral. */
function isSameList(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  if (one === other) return true;
  return optionsOf(one).some((kind) => optionsOf(other).includes(kind));
}

function optionsOf(kind: string): string[] {
  const [, before, inner, after] = /^(\(?)([^().]*)([).]?)$/.exec(kind) ?? [];
  return inner === undefined ? [kind] : inner.split('|').map((choice) => `${before}${choice}${after}`);
}

/** The one kind of label that both can be; the first where there are more or none. */
function sharedKind(one: string | null, other: string): string | null {
  if (one === null) return null;
  const shared = optionsOf(one).filter((kind) => optionsOf(other).includes(kind));
  return shared.length === 1 ? shared[0]! : one;
}

/** A paragraph, divided before the labels in it. `leads` is true for words that lead in to a list without a colon: "where the supplier (i) becomes insolvent, (ii) ...". */
function segmentsOf(text: string): { segment: string; leads: boolean }[] {
  const first = FIRST_ITEM.exec(text);
  const cut = first === null ? 0 : first.index + first[0].length;
  const halves = cut === 0 ? [text] : [text.slice(0, cut), text.slice(cut)];
  return halves.flatMap((half, at) =>
    half
      .split(INLINE_LABEL)
      .flatMap((one) => one.split(INLINE_ROMAN))
      .map((segment, index, all) => ({ segment, leads: cut > 0 && at === 0 && index === all.length - 1 })),
  );
}

/** Whether a line is in capital letters, as a clause may be: such lines do not show where a sentence begins. */
const isCapitals = (text: string) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);

/** Whether a paragraph without a label goes on with the sentence before it. */
function goesOn(before: Part, page: number | null, rest: string): boolean {
  if (ABBREVIATED.test(before.text)) return true;
  if (!IS_OPEN.test(before.text)) return false;
  if (isCapitals(before.text) && isCapitals(rest) && before.text.split(/\s+/).length >= LONG_LINE) return true;
  const isNewPage = page !== before.page;
  if (GOES_ON.test(rest)) return isNewPage || !LEADS_IN.test(before.text);
  const isOverPage = isNewPage && /\p{L}\s*$/u.test(before.text) && before.text.split(/\s+/).length >= LONG_LINE;
  return HALF.test(before.text) || (isOverPage && !LEADS_IN.test(before.text) && !/\b(?:and|or|et|ou)\s*$/i.test(before.text));
}

/** A label in a paragraph of its own is put before the paragraph that it labels. */
function withLoneLabels(paragraphs: readonly Shown[]): Shown[] {
  const joined: Shown[] = [];
  let alone: Shown | null = null;
  for (const one of paragraphs) {
    if (LONE_LABEL.test(one.text)) {
      alone = one;
      continue;
    }
    joined.push(alone === null || alone.page !== one.page ? one : { ...one, text: `${alone.text.trim()} ${one.text}` });
    alone = null;
  }
  return joined;
}

function partsOf(paragraphs: readonly Shown[]): Part[] {
  const parts: Part[] = [];
  for (const { page, level, text } of withLoneLabels(paragraphs)) {
    for (const { segment, leads } of segmentsOf(text)) {
      let label: Label | null = labelOf(segment);
      const number = label?.text ?? null;
      const kind = label?.kind ?? (level === null ? null : `auto ${level}`);
      let rest = label === null ? segment : segment.slice(label.length);
      // "(5)(i) ..." has two labels: the outer one says which list it is in.
      while (label !== null) {
        label = labelOf(rest);
        if (label !== null && !label.kind.startsWith('(')) label = null;
        if (label !== null) rest = rest.slice(label.length);
      }
      const before = parts.at(-1);
      // A sentence that goes on in the next paragraph, such as over a page.
      if (kind === null && before !== undefined && goesOn(before, page, rest)) before.text = `${before.text.trimEnd()} ${rest.trimStart()}`;
      else if (rest.trim() !== '') parts.push({ page, label: kind, number, text: rest.trim(), leads });
    }
  }
  return parts;
}
