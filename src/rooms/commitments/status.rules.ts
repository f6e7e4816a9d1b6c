import { addMonths, endOf, type PartialDate } from '#kernel/dates.ts';
import type { Origin, Says, Status } from '#kernel/status.ts';

/** The three answers of a contributor to an expectation (clause 6). Never a sanction. */
export const ANSWERS = ['comply', 'equivalent', 'explain'] as const;
export type AnswerWord = (typeof ANSWERS)[number];

/** The newest evidence item of one kind that counts. Callers never pass drafts, or corrected, withdrawn or purged items. */
export type LatestItem = {
  readonly itemId: string;
  readonly kind: string;
  readonly says: Says;
  readonly origin: Origin;
  /** The day from which the item counts (evidence.rules.ts), or a partial date, which counts as its last day. */
  readonly countsOn: PartialDate;
  /** The obligation of the earlier edition under which it was recorded, where it is carried over. */
  readonly carriedFrom?: string;
};

/** Everything that determines a status. */
export type StatusQuestion = {
  readonly owed: boolean;
  /** Kinds that show that the obligation is met, and whether one of them is enough. */
  readonly evidence: { readonly kinds: readonly string[]; readonly needs: 'any' | 'all' };
  readonly latest: readonly LatestItem[];
  /** Months after which an item of this kind is too old for this obligation; null: it does not age (a deposit, an order). */
  readonly freshMonths: (kind: string) => number | null;
  /** A contributor's answer and its day. It ages as the obligation's evidence does. */
  readonly answer: { readonly word: AnswerWord; readonly countsOn: PartialDate; readonly freshMonths: number | null } | null;
  readonly now: Date;
};

export type DerivedStatus = {
  readonly status: Status;
  /** Kinds whose newest deciding item is too old, in alphabetical order. */
  readonly stale: readonly string[];
  /** True where every deciding item was only declared, and there is one. */
  readonly declaredOnly: boolean;
  /** Ids of the items that decided, in order of their kinds. */
  readonly because: readonly string[];
  /** Kinds with a nil return, and kinds where only *zero received* is known. They differ from each other and from no report. */
  readonly nil: readonly string[];
  readonly zero: readonly string[];
};

/**
 * Derives how a party keeps an obligation, from the evidence alone. Absence is never *not met*. A nil return is a full submission of its kind. *Zero received*
 * and evidence that only informs decide nothing. Time can turn *met* into *met, evidence overdue* and nothing else.
 */
export function deriveStatus(question: StatusQuestion): DerivedStatus {
  if (!question.owed) return { status: 'not-applicable', stale: [], declaredOnly: false, because: [], nil: [], zero: [] };
  const inOrder = [...question.latest].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.itemId < b.itemId ? -1 : 1));
  const deciding = inOrder.filter((item) => item.says !== 'informs' && item.says !== 'zero');
  const stale = deciding.filter((item) => isStale(item.countsOn, question.freshMonths(item.kind), question.now));
  const shown = {
    stale: [...new Set(stale.map((item) => item.kind))],
    declaredOnly: deciding.length > 0 && deciding.every((item) => item.origin === 'declared'),
    because: deciding.map((item) => item.itemId),
    nil: inOrder.filter((item) => item.says === 'nil').map((item) => item.kind),
    zero: inOrder.filter((item) => item.says === 'zero').map((item) => item.kind),
  };
  if (deciding.length === 0) return { ...shown, ...fromAnswer(question) };
  return { ...shown, status: decide(deciding, stale, question) };
}

// A nil return completes its own kind, and decides where no other item does. It never softens what another item says.
function decide(deciding: readonly LatestItem[], stale: readonly LatestItem[], { evidence }: StatusQuestion): Status {
  const speaking = deciding.filter((item) => item.says !== 'nil');
  const considered = speaking.length > 0 ? speaking : deciding;
  const anySays = (word: Says) => considered.some((item) => item.says === word);
  if (!anySays('met') && !anySays('nil')) {
    if (anySays('partly-met')) return 'partly-met';
    if (anySays('in-progress')) return 'in-progress';
    return anySays('not-met') ? 'not-met' : 'not-started';
  }
  if (considered.some((item) => item.says !== 'met' && item.says !== 'nil')) return 'partly-met';
  const fresh = (items: readonly LatestItem[]) => items.filter((item) => !stale.includes(item));
  if (evidence.needs === 'any') return fresh(considered).length > 0 ? 'met' : 'met-stale';
  const covered = (items: readonly LatestItem[]) => evidence.kinds.every((kind) => items.some((item) => item.kind === kind));
  if (!covered(deciding)) return 'partly-met';
  return covered(fresh(deciding)) ? 'met' : 'met-stale';
}

/**
 * Without evidence a contributor's answer decides: *equivalent* is declared met, *explain* is not started, and *comply* waits for evidence
 * (docs/decisions/007).
 */
function fromAnswer({ answer, now }: StatusQuestion): { status: Status; declaredOnly: boolean } {
  if (answer === null || answer.word === 'comply') return { status: 'not-reported', declaredOnly: false };
  if (answer.word === 'explain') return { status: 'not-started', declaredOnly: true };
  return { status: isStale(answer.countsOn, answer.freshMonths, now) ? 'met-stale' : 'met', declaredOnly: true };
}

/** Whether evidence that counts from this day is too old: more than the given months have passed since the end of the day. */
export function isStale(countsOn: PartialDate, months: number | null, now: Date): boolean {
  return months !== null && addMonths(endOf(countsOn), months) < now;
}
