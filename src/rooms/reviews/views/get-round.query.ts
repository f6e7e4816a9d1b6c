import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { findingsOf } from '../findings/finding.store.ts';
import { formsOf } from '../organisations/form.store.ts';
import { formLine } from '../organisations/form-line.ts';
import { invitationLanguages } from '../participations/invitation.store.ts';
import { obligationsOf, partyNames, scopeOf } from '../participations/obligations.ts';
import { countsOf, participationsOf, stepsOf } from '../participations/participation.store.ts';
import { lineOf } from '../participations/participation-line.ts';
import { findRound, type RoundRow } from '../participations/round-row.store.ts';
import { publishedAt } from '../reports/publication/publication.store.ts';
import { findDraw } from '../reviewers/draw.store.ts';
import type { GRADES } from '../reviews.schema.ts';
import { decideAsked, ROUND_MACHINE, type RoundAction, type RoundState, suggestCalendar } from '../rounds/round.rules.ts';
import { viewRound } from '../rounds/round-view.ts';
import { RoundPageView } from './round-page.schema.ts';
import '../permissions.ts';

/** The page of a round: its calendar, and a row for each party whose participation this reader may see. */
export const getRound = defineQuery({
  name: 'reviews/get-round',
  permission: 'signed-in',
  input: z.strictObject({ roundId: z.uuid() }),
  answer: RoundPageView,
  protects: { kind: 'round', id: ({ roundId }) => roundId },
  async run(context, { roundId }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const directs = may(subject, 'reviews:direct', null);
    const row = await findRound(db, roundId);
    if (row === undefined) throw new AppError('platform/not-found');
    const participations = await participationsOf(db, roundId);
    const ids = participations.map((participation) => participation.id);
    const parties = participations.map((participation) => participation.party_id);
    const [counts, steps, names, calendar, findings, forms, draw, published] = await Promise.all([
      countsOf(db, ids),
      stepsOf(db, ids),
      partyNames(db, parties),
      calendarsOf(db, parties),
      findingsOf(db, ids),
      formsOf(db, roundId),
      findDraw(db, roundId),
      publishedAt(db, [roundId]),
    ]);
    const others = await partyNames(db, [...forms.map((form) => form.party_id), ...(draw ? [...draw.nations, ...draw.others] : [])]);
    const invitations = await invitationLanguages(db, roundId, parties);
    const edition = context.platform.services.catalogue.edition(row.edition_id);
    const time = (id: string) => Number(edition.parameter(id, now).value);
    const times = { answerMonths: time('answer-time'), clarificationDays: time('clarification-time'), commentDays: time('comment-time') };
    const stepsOfParticipation = Map.groupBy(steps, (step) => step.participation_id);
    const activeFindings = findings.filter((finding) => finding.state !== 'withdrawn');
    return {
      round: viewRound(row),
      participations: participations.map((participation) =>
        lineOf(
          subject,
          { now, calendar },
          participation,
          names.get(participation.party_id) ?? { en: '', fr: '' },
          counts.get(participation.id),
          stepsOfParticipation.get(participation.id) ?? [],
        ),
      ),
      forms: forms.map((form) => formLine(form, others)),
      invitations: directs ? [...invitations].map(([partyId, language]) => ({ partyId, language })) : [],
      draw: draw === undefined ? null : drawView(draw, others),
      publishedAt: published.get(roundId)?.toISOString() ?? null,
      agreed: participations.filter((participation) => participation.public_agreed_at !== null).length,
      findings: {
        urge: count(activeFindings, 'urge'),
        recommend: count(activeFindings, 'recommend'),
        suggest: count(activeFindings, 'suggest'),
      },
      proposed: row.state === 'planned' && row.self_assessment_due === null ? suggestCalendar(dayOf(now), times) : null,
      leftOut: directs && row.state === 'planned' ? await leftOutOf(context, edition, row) : [],
      actions: offeredActions<RoundState, RoundAction>(
        ROUND_MACHINE,
        row.state as RoundState,
        (permission, action) =>
          may(subject, permission, null) &&
          !(action === 'draw' && draw) &&
          !(action === 'publish' && (published.size > 0 || row.release !== 'parties')),
      ),
    };
  },
});

function drawView(draw: NonNullable<Awaited<ReturnType<typeof findDraw>>>, names: ReadonlyMap<string, { en: string; fr: string }>) {
  const named = (id: string) => ({ id, name: names.get(id) ?? { en: '', fr: '' } });
  const { rule, log, nations, others } = draw;
  const pairs = draw.pairs.map((pair) => ({ party: named(pair.partyId), by: pair.by.map(named) }));
  return { rule, log, nations, others, at: draw.at.toISOString(), pairs };
}

/** Parties chosen in planning that opening would not ask today. */
async function leftOutOf(context: QueryContext, edition: Edition, row: RoundRow) {
  if (row.invited === null) return [];
  const { leftOut } = decideAsked(await obligationsOf(context, edition, row.invited), scopeOf(edition, row.scope), row.invited);
  const names = await partyNames(
    context.db,
    leftOut.map((party) => party.partyId),
  );
  return leftOut.map((party) => ({ ...party, name: names.get(party.partyId) ?? { en: '', fr: '' } }));
}

function count(findings: readonly { grade: string }[], grade: (typeof GRADES)[number]): number {
  return findings.filter((finding) => finding.grade === grade).length;
}
