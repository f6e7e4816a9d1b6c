import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { combineLabels, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery, type QueryContext } from '#platform/query.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { correctionsOf } from '../drafts/judgement.store.ts';
import { partyNames } from '../participations/obligations.ts';
import { participationsOf } from '../participations/participation.store.ts';
import { findRound, type RoundRow } from '../participations/round-row.store.ts';
import { labelsOfParticipations } from './label-of-report.ts';
import { readParticipations } from './read-participations.ts';
import { readPlanned } from './read-planned.ts';
import { type ParticipationFacts, reportParty } from './report.rules.ts';
import { Report, type ReportCorrection, ReportParty, ReportRound } from './report.schema.ts';
import { headOf } from './report-head.ts';
import { isIntact } from './snapshot.rules.ts';
import { findSnapshot } from './snapshot.store.ts';
import '../errors.ts';

const Head = z.object({ round: ReportRound, asOf: z.string(), parties: z.array(z.object({ id: z.string(), sha256: z.string() })) });

/**
 * The report of a round, for the parties this reader may see. After adoption it returns the frozen bytes, checked against their hashes; before, the live state;
 * for a planned round, the parties it would ask today. Restricted to one party where `partyId` is given.
 */
export const getReport = defineQuery({
  name: 'reviews/get-report',
  permission: 'signed-in',
  input: z.strictObject({ roundId: z.uuid(), partyId: z.uuid().optional() }),
  answer: Report,
  protects: { kind: 'report', id: ({ roundId }) => roundId },
  async run(context, { roundId, partyId }) {
    const { db, now, platform } = context;
    const row = await findRound(db, roundId);
    if (row === undefined) throw new AppError('platform/not-found');
    const isIncluded = (id: string) => partyId === undefined || id === partyId;
    const exerciseBand = platform.exercise ? { exercise: 'EXERCISE' as const } : {};
    const snapshot = await findSnapshot(db, roundId);
    if (snapshot !== undefined) {
      const participations = snapshot.participations.map((participation) => ({
        partyId: participation.party_id,
        content: participation.content,
        sha256: participation.sha256,
      }));
      if (!isIntact({ head: snapshot.head.head, sha256: snapshot.head.sha256, participations }))
        throw new AppError('reviews/snapshot-damaged');
      const head = Head.parse(JSON.parse(snapshot.head.head));
      const labels = snapshot.participations
        .filter((participation) => isIncluded(participation.party_id))
        .map((participation) => labelOfRow(participation.label_level, participation.releasable_to));
      const shown = participations
        .filter((participation) => isIncluded(participation.partyId))
        .map((participation) => ReportParty.parse(JSON.parse(participation.content)));
      if (partyId !== undefined && shown.length === 0) throw new AppError('platform/not-found');
      const hidden = head.parties.length - participations.length;
      return {
        ...exerciseBand,
        ...(await labelled(db, labels)),
        round: head.round,
        asOf: head.asOf,
        parties: shown,
        corrections: (await readCorrections(db, roundId)).filter((correction) => isIncluded(correction.partyId)),
        hash: { sha256: snapshot.head.sha256, parties: head.parties, hidden },
      };
    }
    const edition = platform.services.catalogue.edition(row.edition_id);
    const facts = await (row.state === 'planned'
      ? readPlanned(context, edition, row, isIncluded)
      : readLive(context, edition, row, isIncluded));
    if (partyId !== undefined && facts.length === 0) throw new AppError('platform/not-found');
    const reports = facts.map(reportParty);
    const labels = await labelsOfParticipations(db, await participationsOf(db, row.id), reports);
    return {
      ...exerciseBand,
      ...(await labelled(db, [...labels.values()])),
      round: headOf(row, null),
      asOf: dayOf(now),
      parties: reports,
      corrections: [],
      hash: null,
    };
  },
});

async function readCorrections(db: Database, roundId: string): Promise<ReportCorrection[]> {
  return (await correctionsOf(db, roundId)).map((row) => ({
    partyId: row.party_id,
    obligationId: row.obligation_id,
    status: row.status as ReportCorrection['status'],
    reason: row.reason,
    correctedAt: row.rated_at.toISOString(),
  }));
}

/** The live participations of an open round. */
async function readLive(
  { db, now }: QueryContext,
  edition: Edition,
  row: RoundRow,
  asked: (partyId: string) => boolean,
): Promise<ParticipationFacts[]> {
  const participations = (await participationsOf(db, row.id)).filter((participation) => asked(participation.party_id));
  const { facts } = await readParticipations({ db, now }, edition, participations);
  return participations.map((participation) => facts.get(participation.id)!);
}

async function labelled(db: Database, labels: readonly RecordLabel[]) {
  const label = combineLabels(labels);
  const names = label.releasableTo && (await partyNames(db, label.releasableTo));
  return { label, releasableTo: names && [...names.values()] };
}
