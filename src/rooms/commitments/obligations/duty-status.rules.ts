import { dayOf } from '#kernel/dates.ts';
import type { OwnerKind } from '#kernel/roles.ts';
import type { Edition, Obligation } from '#rooms/policy/index.ts';
import { type Commitment, owedBy } from '../commitments.rules.ts';
import { type AnswerWord, type DerivedStatus, deriveStatus, type LatestPiece } from '../status.rules.ts';

/** What the matrix knows of one party: what it is today, the newest piece per obligation and kind, its answers. */
export type PartyStanding = {
  readonly kinds: readonly OwnerKind[];
  readonly operations: readonly string[];
  readonly latest: ReadonlyMap<string, readonly LatestPiece[]>;
  readonly answers: ReadonlyMap<string, { word: AnswerWord; answeredAt: Date }>;
};

/** One obligation of an edition as one party stands to it. */
export type DutyStatus = DerivedStatus & {
  /** The newest deciding piece of each kind, as it was heard. */
  readonly latest: readonly LatestPiece[];
  readonly obligation: Obligation;
  readonly commitment: Commitment | undefined;
  readonly answer: AnswerWord | null;
};

/** How one party stands to every obligation of an edition, in the order of the policy, or to those of them that are asked for. */
export function obligationsOf(edition: Edition, party: PartyStanding, now: Date, obligations = edition.obligations): DutyStatus[] {
  const owed = new Map(owedBy(party, obligations).map((commitment) => [commitment.obligationId, commitment]));
  return obligations.map((obligation) => {
    const commitment = owed.get(obligation.id);
    const given = party.answers.get(obligation.id);
    // An answer speaks only while the obligation is an expectation on a contributor.
    const answer = given && commitment?.as.includes('contributor') ? given : null;
    const latest = (party.latest.get(obligation.id) ?? []).map((piece) => heard(edition, piece));
    const derived = deriveStatus({
      owed: commitment !== undefined,
      evidence: obligation.evidence,
      latest,
      freshMonths: (kind) => freshMonths(edition, obligation, kind),
      answer: answer && { word: answer.word, countsOn: dayOf(answer.answeredAt), freshMonths: edition.freshMonths(obligation.freshness) },
      now,
    });
    return { ...derived, latest, obligation, commitment, answer: answer?.word ?? null };
  });
}

// A kind that only informs decides nothing; a nil return is a submission whatever its kind, and zero received stays what it is.
function heard(edition: Edition, piece: LatestPiece): LatestPiece {
  return piece.says === 'nil' || piece.says === 'zero' || edition.evidenceKind(piece.kind).decides ? piece : { ...piece, says: 'informs' };
}

/**
 * After how many months a piece of a kind is too old for an obligation: the obligation's own clock, else that of the kind; null: it does not age.
 * So a deposit (P5.0b, EV-TRTY: neither has one) stands for good, while a national report that says the same grows old.
 */
export function freshMonths(
  edition: Pick<Edition, 'freshMonths' | 'evidenceKind'>,
  obligation: Pick<Obligation, 'freshness'>,
  kind: string,
): number | null {
  return edition.freshMonths(obligation.freshness ?? edition.evidenceKind(kind).freshness);
}
