import { dayOf } from '#kernel/dates.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { Edition, EvidenceKind, Obligation } from '#rooms/policy/index.ts';
import { type Commitment, isVoluntary, owedBy } from '../commitments.rules.ts';
import { type AnswerChoice, type DerivedStatus, deriveStatus, type LatestItem } from '../status.rules.ts';
import { type CurrentView, type Difference, differenceOf, recordedSides, type Side } from '../views/difference.rules.ts';

/** What the matrix knows of one party: what it is today, the newest evidence items per obligation, its answers. */
export type PartyFacts = {
  readonly kinds: readonly OwnerKind[];
  readonly operations: readonly string[];
  readonly latest: ReadonlyMap<string, readonly LatestItem[]>;
  /** Cases in the period of a nil return, per obligation (nil-period.rules.ts). */
  readonly cases?: ReadonlyMap<string, readonly LatestItem[]>;
  readonly answers: ReadonlyMap<string, { choice: AnswerChoice; answeredAt: Date }>;
  /** The obligations that a round or a return asks about today; null: the reader does not know of every request. */
  readonly requested: ReadonlySet<string> | null;
  /** The newest view of each side per obligation, where sources differ. */
  readonly views: ReadonlyMap<string, readonly CurrentView[]>;
};

/** The status of one obligation for one party. */
export type ObligationState = DerivedStatus & {
  /** The newest item of each kind and origin, as the rule reads it. */
  readonly latest: readonly LatestItem[];
  /** Cases in the period of a nil return, which decide nothing. */
  readonly cases: readonly LatestItem[];
  readonly obligation: Obligation;
  readonly commitment: Commitment | undefined;
  readonly answer: AnswerChoice | null;
  /** Whether sources differ, and whether that rests. */
  readonly difference: Difference | null;
  /** The sides that recorded their view of the present difference. */
  readonly recorded: readonly Side[];
};

/**
 * Derives the status of the obligations of an edition on one day, in the order of the policy: a function that answers for one party after the other. What does
 * not depend on the party is worked out once.
 */
export function obligationsOn(edition: Edition, now: Date, obligations = edition.obligations): (party: PartyFacts) => ObligationState[] {
  const today = dayOf(now);
  const rules = new Map(obligations.map((obligation) => [obligation.id, rulesOf(edition, obligation, now)]));
  const commitments = new Map<string, Map<string, Commitment>>();
  const commitmentsOf = ({ kinds, operations }: PartyFacts) => {
    const key = `${kinds} ${operations}`;
    const known = commitments.get(key) ?? new Map(owedBy({ kinds, operations }, obligations).map((one) => [one.obligationId, one]));
    commitments.set(key, known);
    return known;
  };
  return (party) => {
    const owed = commitmentsOf(party);
    return obligations.map((obligation) => {
      const { weigh, monthsOf, answerMonths, hasInterval } = rules.get(obligation.id)!;
      const commitment = owed.get(obligation.id);
      const partyAnswer = party.answers.get(obligation.id);
      // An answer counts only while the obligation is an expectation on a contributor.
      const answer = partyAnswer && commitment?.as.includes('contributor') ? partyAnswer : null;
      const latest = (party.latest.get(obligation.id) ?? []).map(weigh);
      const cases = (party.cases?.get(obligation.id) ?? []).map(weigh);
      const voluntary = isVoluntary(commitment);
      const derived = deriveStatus({
        owed: commitment !== undefined,
        evidence: obligation.evidence,
        latest,
        cases,
        freshMonths: ({ kind, says }) =>
          says === 'nil' ? edition.freshMonths(NIL_INTERVAL, now) : voluntary && says !== 'zero' ? null : monthsOf(kind),
        answer: answer && { choice: answer.choice, countsOn: dayOf(answer.answeredAt), freshMonths: voluntary ? null : answerMonths },
        asked: party.requested && (party.requested.has(obligation.id) || hasInterval),
        today,
      });
      const views = derived.differing.length === 0 ? [] : (party.views.get(obligation.id) ?? []);
      const difference = differenceOf(derived, views);
      return {
        ...derived,
        latest,
        cases,
        obligation,
        commitment,
        answer: answer?.choice ?? null,
        difference,
        recorded: recordedSides(derived, views),
      };
    });
  };
}

/** The parameter after which a nil return lapses, and the length of its period. */
export const NIL_INTERVAL = 'nil-return-interval';

/** How evidence about one obligation is read on a day, whatever the party. */
function rulesOf(edition: Edition, obligation: Obligation, now: Date) {
  const kinds = new Map<string, { kind: EvidenceKind; months: number | null }>();
  const ofKind = (id: string) => {
    const known = kinds.get(id) ?? { kind: edition.evidenceKind(id), months: freshMonths(edition, obligation, id, now) };
    kinds.set(id, known);
    return known;
  };
  return {
    weigh: (item: LatestItem) => weigh(ofKind(item.kind).kind, obligation, item),
    monthsOf: (kind: string) => ofKind(kind).months,
    answerMonths: edition.freshMonths(obligation.freshness, now),
    // The edition itself asks for evidence at an interval: its evidence ages, or a nil return is due.
    hasInterval: obligation.evidence.nil || obligation.evidence.kinds.some((kind) => ofKind(kind).months !== null),
  };
}

// An item of a kind, an origin or a value of `says` that the edition does not let decide this obligation informs. Zero received is shown for every kind of the obligation.
function weigh(kind: EvidenceKind, obligation: Obligation, item: LatestItem): LatestItem {
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
