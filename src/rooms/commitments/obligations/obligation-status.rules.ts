import { dayOf } from '#kernel/dates.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { Edition, EvidenceKind, Obligation } from '#rooms/policy/index.ts';
import { type Commitment, isVoluntary, owedBy } from '../commitments.rules.ts';
import { type AnswerWord, type DerivedStatus, deriveStatus, type LatestItem } from '../status.rules.ts';
import { type CurrentView, type Difference, differenceOf, recordedSides, type Side } from '../views/difference.rules.ts';

/** What the matrix knows of one party: what it is today, the newest evidence items per obligation, its answers. */
export type PartyFacts = {
  readonly kinds: readonly OwnerKind[];
  readonly operations: readonly string[];
  readonly latest: ReadonlyMap<string, readonly LatestItem[]>;
  readonly answers: ReadonlyMap<string, { word: AnswerWord; answeredAt: Date }>;
  /** The obligations that a round or a return asks about today; null: the reader does not know of every request. */
  readonly requested: ReadonlySet<string> | null;
  /** The newest view of each side per obligation, where sources differ. */
  readonly views: ReadonlyMap<string, readonly CurrentView[]>;
};

/** The status of one obligation for one party. */
export type ObligationState = DerivedStatus & {
  /** The newest item of each kind and origin, as the rule reads it. */
  readonly latest: readonly LatestItem[];
  readonly obligation: Obligation;
  readonly commitment: Commitment | undefined;
  readonly answer: AnswerWord | null;
  /** Whether sources differ, and whether that rests. */
  readonly difference: Difference | null;
  /** The sides that recorded their view of the present difference. */
  readonly recorded: readonly Side[];
};

/** The status of every obligation of an edition for one party, in the order of the policy, or of the requested ones only. */
export function obligationsOf(edition: Edition, party: PartyFacts, now: Date, obligations = edition.obligations): ObligationState[] {
  const owed = new Map(owedBy(party, obligations).map((commitment) => [commitment.obligationId, commitment]));
  return obligations.map((obligation) => {
    const commitment = owed.get(obligation.id);
    const partyAnswer = party.answers.get(obligation.id);
    // An answer counts only while the obligation is an expectation on a contributor.
    const answer = partyAnswer && commitment?.as.includes('contributor') ? partyAnswer : null;
    const latest = (party.latest.get(obligation.id) ?? []).map((item) => weigh(edition, obligation, item));
    const voluntary = isVoluntary(commitment);
    const months = ({ kind, says }: LatestItem) => (voluntary && says !== 'zero' ? null : freshMonths(edition, obligation, kind, now));
    const derived = deriveStatus({
      owed: commitment !== undefined,
      evidence: obligation.evidence,
      latest,
      freshMonths: (item) => (item.says === 'nil' ? edition.freshMonths(NIL_INTERVAL, now) : months(item)),
      answer: answer && {
        word: answer.word,
        countsOn: dayOf(answer.answeredAt),
        freshMonths: voluntary ? null : edition.freshMonths(obligation.freshness, now),
      },
      asked: party.requested && (party.requested.has(obligation.id) || hasInterval(edition, obligation, now)),
      now,
    });
    const views = derived.differing.length === 0 ? [] : (party.views.get(obligation.id) ?? []);
    const difference = differenceOf(derived, views);
    return {
      ...derived,
      latest,
      obligation,
      commitment,
      answer: answer?.word ?? null,
      difference,
      recorded: recordedSides(derived, views),
    };
  });
}

/** Whether the edition itself asks for evidence at an interval: its evidence ages, or a nil return is due. */
function hasInterval(edition: Edition, obligation: Obligation, now: Date): boolean {
  return obligation.evidence.nil || obligation.evidence.kinds.some((kind) => freshMonths(edition, obligation, kind, now) !== null);
}

/** The parameter after which a nil return lapses. */
const NIL_INTERVAL = 'nil-return-interval';

// An item of a kind, an origin or a word that the edition does not let decide this obligation informs. Zero received is shown for every kind of the obligation.
function weigh(edition: Edition, obligation: Obligation, item: LatestItem): LatestItem {
  const kind = edition.evidenceKind(item.kind);
  const weighed = weighByKind(kind, obligation, item);
  return kind.occurrence && obligation.evidence.kinds.includes(item.kind) ? { ...weighed, occurrence: true } : weighed;
}

function weighByKind(kind: EvidenceKind, { evidence }: Obligation, item: LatestItem): LatestItem {
  if (item.says === 'nil')
    return evidence.nil && (evidence.kinds.includes(item.kind) || !kind.decides) ? item : { ...item, says: 'informs' };
  if (item.says === 'zero') return item;
  if (kind.ofObligation) return { ...item, ofObligation: true };
  const limit = evidence.limits.find((one) => one.kind === item.kind);
  const decides =
    kind.decides &&
    evidence.kinds.includes(item.kind) &&
    (limit?.from?.includes(item.origin) ?? true) &&
    (limit?.says?.includes(item.says) ?? true);
  return decides ? item : { ...item, says: 'informs' };
}

/**
 * After how many months evidence of a kind is too old for an obligation: the obligation's own number, else that of the kind; null: it does not age. So a
 * deposit (P5.0b, EV-TRTY: neither has a number) never ages, while a national report that says the same does.
 */
export function freshMonths(
  edition: Pick<Edition, 'freshMonths' | 'evidenceKind'>,
  obligation: Pick<Obligation, 'freshness'>,
  kind: string,
  now: Date,
): number | null {
  const { freshness, ofObligation } = edition.evidenceKind(kind);
  // A rating ages by the interval of reviews, whatever it rates.
  return edition.freshMonths(ofObligation ? freshness : (obligation.freshness ?? freshness), now);
}
