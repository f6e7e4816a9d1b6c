import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { decideSecondPerson, labelCovers, labelOfRow } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { askRelease, decideRelease, findPendingRelease, narrowLabel } from './label.store.ts';
import { lockParticipation, partyOfParticipation } from './participation.store.ts';
import { refuseStale } from './participation-action.ts';
import '../errors.ts';
import '../permissions.ts';

const OnParticipation = z.strictObject({ participationId: z.uuid(), version: z.number().int() });
const Labelled = z.object({ id: z.string(), version: z.number().int() });

/**
 * Narrows the label of a participation and everything in it, at once. Lowering or widening it is a release, which needs a reason here and a second person
 * afterwards.
 */
export const labelParticipation = defineCommand({
  name: 'reviews/label-participation',
  permission: 'reviews:label',
  clauses: () => currentEdition().acts.reviews,
  input: OnParticipation.extend({ label: RecordLabel, reason: z.string().trim().min(1).max(2000).optional() }),
  answer: Labelled,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run({ db, write, change, now, newId }, { participationId, version, label: requested, reason }) {
    const participation = await lockParticipation(db, participationId);
    if (participation === undefined) throw new AppError('platform/not-found');
    refuseStale(participation.version, version);
    const from = labelOfRow(participation.label_level, participation.releasable_to);
    const label = {
      ...requested,
      releasableTo: requested.releasableTo && [...new Set([...requested.releasableTo, participation.party_id])],
    };
    const entry = { subjectKind: 'participation', subjectId: participation.id, partyId: participation.party_id };
    if (labelCovers(label, from)) {
      await change(narrowLabel(participation, label), 'platform/conflict');
      return { answer: { id: participation.id, version: version + 1 }, entry: { ...entry, detail: { from, to: label } } };
    }
    if (reason === undefined) throw new AppError('platform/write-down');
    const id = newId();
    write(askRelease({ id, participation, to: label, reason, at: now }));
    return { answer: { id: participation.id, version }, entry: { ...entry, detail: { release: id, from, requested: label } } };
  },
});

/**
 * The policy office approves a release of a participation's label that another person requested. It covers the participation and its adopted report. The
 * request stays on record.
 */
export const releaseParticipationLabel = defineCommand({
  name: 'reviews/release-participation-label',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: OnParticipation.extend({ releaseId: z.uuid() }),
  answer: Labelled,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run({ db, subject, now }, { participationId, version, releaseId }) {
    const participation = await lockParticipation(db, participationId);
    if (participation === undefined) throw new AppError('platform/not-found');
    refuseStale(participation.version, version);
    const requested = await findPendingRelease(db, participation);
    if (requested?.id !== releaseId) throw new AppError('platform/not-found');
    const { alone } = unwrap(decideSecondPerson(requested.byMe, subject.sole));
    if (!(await decideRelease(db, releaseId, now))) throw new AppError('platform/not-found');
    return {
      answer: { id: participation.id, version: version + 1 },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        detail: {
          release: releaseId,
          from: labelOfRow(participation.label_level, participation.releasable_to),
          to: requested.label,
          reason: requested.reason,
          ...(alone && { onePersonMode: true }),
        },
      },
    };
  },
});
