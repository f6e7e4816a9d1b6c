import { addMonths, endOf, type PartialDate } from '#kernel/dates.ts';
import type { Origin, Says, Status } from '#kernel/status.ts';

/** The three answers of a contributor to an expectation (clause 6). Never a sanction. */
export const ANSWERS = ['comply', 'equivalent', 'explain'] as const;
export type AnswerWord = (typeof ANSWERS)[number];

/** The newest piece of one kind that counts: drafts, corrected, withdrawn and purged pieces are never handed in. */
export type LatestPiece = {
  readonly pieceId: string;
  readonly kind: string;
  readonly says: Says;
  readonly origin: Origin;
  /** The day the piece counts from (evidence.rules.ts), or a partial date, taken at its end. */
  readonly countsOn: PartialDate;
  /** The obligation of the earlier edition it was recorded under, where the edition takes that up. */
  readonly carriedFrom?: string;
};

/** Everything a status follows from, and nothing else. */
export type StatusQuestion = {
  readonly owed: boolean;
  /** Kinds that show the obligation kept, and whether one is enough. */
  readonly evidence: { readonly kinds: readonly string[]; readonly needs: 'any' | 'all' };
  readonly latest: readonly LatestPiece[];
  /** Months after which a piece of this kind is too old for this obligation; null does not age (a deposit, an order). */
  readonly freshMonths: (kind: string) => number | null;
  /** A contributor's answer and its day; it ages with the obligation. */
  readonly answer: { readonly word: AnswerWord; readonly countsOn: PartialDate; readonly freshMonths: number | null } | null;
  readonly now: Date;
};

export type DerivedStatus = {
  readonly status: Status;
  /** Kinds whose newest deciding piece is too old, in alphabetical order. */
  readonly stale: readonly string[];
  /** True where something decided and all of it was only declared. */
  readonly declaredOnly: boolean;
  /** Ids of the pieces that decided, in order of their kinds. */
  readonly because: readonly string[];
  /** Kinds with a nil return, and kinds where only *zero received* is known: kept apart from each other and from silence. */
  readonly nil: readonly string[];
  readonly zero: readonly string[];
};

/**
 * How a party keeps an obligation, from the evidence alone.
 * Absence is never *not met*; a nil return is a full submission of its kind; *zero received* and what only informs decide nothing;
 * time can turn *met* into *met, evidence overdue* and nothing else.
 */
export function deriveStatus(question: StatusQuestion): DerivedStatus {
  if (!question.owed) return { status: 'not-applicable', stale: [], declaredOnly: false, because: [], nil: [], zero: [] };
  const inOrder = [...question.latest].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.pieceId < b.pieceId ? -1 : 1));
  const deciding = inOrder.filter((piece) => piece.says !== 'informs' && piece.says !== 'zero');
  const stale = deciding.filter((piece) => isStale(piece.countsOn, question.freshMonths(piece.kind), question.now));
  const shown = {
    stale: [...new Set(stale.map((piece) => piece.kind))],
    declaredOnly: deciding.length > 0 && deciding.every((piece) => piece.origin === 'declared'),
    because: deciding.map((piece) => piece.pieceId),
    nil: inOrder.filter((piece) => piece.says === 'nil').map((piece) => piece.kind),
    zero: inOrder.filter((piece) => piece.says === 'zero').map((piece) => piece.kind),
  };
  if (deciding.length === 0) return { ...shown, ...fromAnswer(question) };
  return { ...shown, status: decide(deciding, stale, question) };
}

// A nil return fills its own kind and speaks where nothing else does; it never softens what another piece says.
function decide(deciding: readonly LatestPiece[], stale: readonly LatestPiece[], { evidence }: StatusQuestion): Status {
  const speaking = deciding.filter((piece) => piece.says !== 'nil');
  const heard = speaking.length > 0 ? speaking : deciding;
  const said = (word: Says) => heard.some((piece) => piece.says === word);
  if (!said('met') && !said('nil')) {
    if (said('partly-met')) return 'partly-met';
    if (said('in-progress')) return 'in-progress';
    return said('not-met') ? 'not-met' : 'not-started';
  }
  if (heard.some((piece) => piece.says !== 'met' && piece.says !== 'nil')) return 'partly-met';
  const fresh = (pieces: readonly LatestPiece[]) => pieces.filter((piece) => !stale.includes(piece));
  if (evidence.needs === 'any') return fresh(heard).length > 0 ? 'met' : 'met-stale';
  const covered = (pieces: readonly LatestPiece[]) => evidence.kinds.every((kind) => pieces.some((piece) => piece.kind === kind));
  if (!covered(deciding)) return 'partly-met';
  return covered(fresh(deciding)) ? 'met' : 'met-stale';
}

/**
 * Without evidence a contributor's answer speaks: what it keeps in an equivalent way is declared met, what it explains is not started, and
 * *comply* waits for evidence (docs/decisions/007).
 */
function fromAnswer({ answer, now }: StatusQuestion): { status: Status; declaredOnly: boolean } {
  if (answer === null || answer.word === 'comply') return { status: 'not-reported', declaredOnly: false };
  if (answer.word === 'explain') return { status: 'not-started', declaredOnly: true };
  return { status: isStale(answer.countsOn, answer.freshMonths, now) ? 'met-stale' : 'met', declaredOnly: true };
}

/** Whether something that counts from this day is too old: more than the months given have passed since its end. */
export function isStale(countsOn: PartialDate, months: number | null, now: Date): boolean {
  return months !== null && addMonths(endOf(countsOn), months) < now;
}
