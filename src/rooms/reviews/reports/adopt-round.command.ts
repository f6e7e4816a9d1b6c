import { addMonths, dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { recordEvidence, releaseEvidence } from '#rooms/evidence/index.ts';
import { calendarsOf, isOver } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { newest } from '../drafts/judgement.rules.ts';
import { ratingsOf } from '../drafts/judgement.store.ts';
import { recordRating } from '../drafts/rating-evidence.ts';
import { openFindings } from '../findings/finding.store.ts';
import { hidesParticipations } from '../participations/label.store.ts';
import type { ParticipationState } from '../participations/participation.rules.ts';
import {
  changeParticipation,
  countsOf,
  insertSteps,
  lockParticipations,
  type ParticipationRecord,
} from '../participations/participation.store.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { findRound, lockRound, type RoundRow } from '../participations/round-row.store.ts';
import { cutOffOnAdoption, decideAdopt, ROUND_MACHINE, type RoundState } from '../rounds/round.rules.ts';
import { AdoptRound, RoundAnswer } from '../rounds/round.schema.ts';
import { calendarOf, changeRound } from '../rounds/round.store.ts';
import { translateReviews } from '../texts.ts';
import { itemsIn, labelsOfParticipations } from './label-of-report.ts';
import { readParticipations } from './read-participations.ts';
import { adoptedParticipation } from './report.rules.ts';
import { headOf } from './report-head.ts';
import { freeze } from './snapshot.rules.ts';
import { insertSnapshot } from './snapshot.store.ts';

const AdoptAnswer = RoundAnswer.extend({ sha256: RoundAnswer.shape.id });

/**
 * Adopts a round. The report is frozen with its hash, drafted findings become open, and each party that submitted gets an evidence item showing that it was
 * reviewed (P5g.1, A1.8). The newest rating of each obligation becomes evidence of the party (docs/decisions/054). Parties that never submitted are adopted as not reported. Adoption cannot be undone.
 */
export const adoptRound = defineCommand({
  ...commandOf(ROUND_MACHINE, 'adopt'),
  clauses: () => [...currentEdition().acts.reviews, ...currentEdition().acts.implementation],
  input: AdoptRound,
  answer: AdoptAnswer,
  async run(context, { roundId, version, release }) {
    const { db, write, change, subject, now, newId, platform } = context;
    const round = await lockRound(db, roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    refuseStale(round.version, version);
    if (await hidesParticipations(db, round.id)) throw new AppError('reviews/label-hides-participations');
    const participations = await lockParticipations(db, round.id);
    const [counts, calendars] = await Promise.all([
      countsOf(
        db,
        participations.map((participation) => participation.id),
      ),
      calendarsOf(
        db,
        participations.map((participation) => participation.party_id),
      ),
    ]);
    const facts = participations.map((participation) => ({
      partyId: participation.party_id,
      state: participation.state as ParticipationState,
      selfAssessmentDue: participation.self_assessment_due,
      commentDue: participation.comment_due,
      commentsDone: participation.comments_done_at !== null,
      commentsOpen: counts.get(participation.id)?.comments_open ?? 0,
    }));
    const over = (partyId: string, due: string) => isOver(calendars(partyId), due, now);
    const { withoutSelfAssessment } = unwrap(decideAdopt({ state: round.state as RoundState, isOver: over, parties: facts }));
    const edition = platform.services.catalogue.edition(round.edition_id);

    const read = await readParticipations(context, edition, participations);
    const frozenParticipations = participations.map((participation) => adoptedParticipation(read.facts.get(participation.id)!, release));
    const cutOff = cutOffOnAdoption(round.cut_off, dayOf(now));
    const row = { ...(await findRound(db, round.id))!, cut_off: cutOff };
    const adoptedBy = (await namesOf(db, [subject.person])).get(subject.person) ?? '';
    const head = { ...headOf(row, adoptedBy), state: 'adopted' as const, adoptedAt: now.toISOString(), release };
    const frozen = freeze(head, dayOf(now), frozenParticipations);

    const calendar = { ...calendarOf(round), cutOff, followUpDue: round.follow_up_due ?? progressDue(now, edition) };
    await change(
      changeRound(db, round, { state: 'adopted', calendar, adoptedAt: now, adoptedBy: subject.person, release }),
      'platform/conflict',
    );
    for (const statement of insertSnapshot(
      db,
      round.id,
      frozen,
      await labelsOfParticipations(db, participations, frozenParticipations),
      release,
      subject.person,
      now,
    ))
      write(statement);
    for (const participation of participations) write(changeParticipation(db, participation, { state: 'adopted', since: now }));
    const step = { action: 'adopt', to: 'adopted', at: now, by: subject.person };
    if (participations.length > 0)
      write(
        insertSteps(
          db,
          participations.map((participation) => ({ ...step, id: newId(), participation })),
        ),
      );
    write(openFindings(db, round.id));
    for (const participation of participations)
      if (participation.submitted_at !== null) recordReviewed(context, edition, row, participation);
    const ratings = await ratingsOf(
      db,
      participations.map((participation) => participation.id),
    );
    for (const participation of participations)
      for (const rows of Map.groupBy(
        ratings.filter((rating) => rating.participation_id === participation.id),
        (rating) => rating.obligation_id,
      ).values())
        recordRating(
          context,
          edition,
          row,
          participation,
          newest(rows.map((rating) => ({ ...rating, at: rating.rated_at.toISOString() })))!,
        );
    if (release === 'parties') releaseEvidence(context, [...new Set(frozenParticipations.flatMap(itemsIn))]);
    return {
      answer: { id: round.id, state: 'adopted' as const, version: round.version + 1, sha256: frozen.sha256 },
      entry: {
        subjectKind: 'round',
        subjectId: round.id,
        partyId: null,
        evidenceKind: 'EV-REV',
        detail: {
          sha256: frozen.sha256,
          release,
          withoutSelfAssessment,
          parties: frozen.participations.map(({ partyId, sha256 }) => ({ partyId, sha256 })),
        },
      },
    };
  },
});

/** Default follow-up date: the progress report's, a number of months after adoption given by the edition. */
function progressDue(now: Date, edition: Edition): string {
  return dayOf(addMonths(now, Number(edition.parameter('progress-report', now).value)));
}

/** Taking part in an adopted review is measured evidence. It covers the obligations that reviews themselves evidence. */
function recordReviewed(context: CommandContext, edition: Edition, round: RoundRow, participation: ParticipationRecord): void {
  const obligationIds = participation.obligation_ids.filter((id) => edition.obligation(id).evidence.kinds.includes('EV-REV'));
  if (obligationIds.length === 0) return;
  const inBoth = (key: 'title.adopted' | 'source.adopted') => ({
    en: translateReviews('en', key, { round: round.title_en }),
    fr: translateReviews('fr', key, { round: round.title_fr }),
  });
  recordEvidence(context, {
    partyId: participation.party_id,
    editionId: edition.id,
    obligationIds,
    kind: 'EV-REV',
    says: 'met',
    origin: 'measured',
    title: inBoth('title.adopted'),
    date: dayOf(context.now),
    source: inBoth('source.adopted'),
    label: labelOfRow(participation.label_level, participation.releasable_to),
  });
}
