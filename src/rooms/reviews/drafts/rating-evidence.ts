import { labelOfRow } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import { SAYS } from '#kernel/status.ts';
import type { CommandContext } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { ParticipationRecord } from '../participations/participation.store.ts';
import type { RoundRow } from '../participations/round-row.store.ts';
import { translateReviews } from '../texts.ts';
import type { RatingRow } from './judgement.store.ts';

const LONGEST_NOTE = 4000;
type Rating = Pick<RatingRow, 'id' | 'obligation_id' | 'status' | 'reason' | 'rated_by'>;

/**
 * Records an adopted rating as evidence that speaks for the whole obligation from the round's cut-off day (docs/decisions/054). A rating by the person who
 * signed the self-assessment, as one-person mode allows, is only declared. *Not reported* and *not applicable* are no evidence. The evidence has the id of the
 * rating. That of a corrected one points to the evidence that it replaces, which the database ends (end_corrected). Answers whether it is evidence.
 */
export function recordRating(
  context: CommandContext,
  edition: Edition,
  round: RoundRow,
  participation: ParticipationRecord,
  rating: Rating,
  corrected?: Rating,
): boolean {
  const says = saysOf(rating);
  if (says === undefined) return false;
  const words = (key: 'title.rated' | 'source.rated' | 'source.corrected') =>
    inEach((locale) =>
      translateReviews(locale, key, {
        round: { en: round.title_en, fr: round.title_fr }[locale],
        obligation: edition.obligation(rating.obligation_id).title[locale],
      }),
    );
  const origin = originOf(rating, participation);
  // A successor has the origin of the item before it.
  const replaces = corrected && saysOf(corrected) !== undefined && originOf(corrected, participation) === origin ? corrected.id : undefined;
  recordEvidence(
    context,
    {
      partyId: participation.party_id,
      editionId: edition.id,
      obligationIds: [rating.obligation_id],
      kind: 'EV-RATE',
      says,
      origin,
      title: words('title.rated'),
      date: round.cut_off ?? participation.self_assessment_due,
      source: words(corrected ? 'source.corrected' : 'source.rated'),
      note: rating.reason.slice(0, LONGEST_NOTE),
      label: labelOfRow(participation.label_level, participation.releasable_to),
    },
    { id: rating.id, replaces },
  );
  return true;
}

function saysOf({ status }: Pick<Rating, 'status'>) {
  return SAYS.find((word) => word === status);
}

function originOf({ rated_by }: Pick<Rating, 'rated_by'>, { signed_by }: Pick<ParticipationRecord, 'signed_by'>): 'declared' | 'rated' {
  return rated_by === signed_by ? 'declared' : 'rated';
}
