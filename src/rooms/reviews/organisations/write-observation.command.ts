import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { editionOfRound, refuseStale } from '../participations/participation-action.ts';
import { findRound } from '../participations/round-row.store.ts';
import { StoredObservation, WriteObservation } from './form.schema.ts';
import { changeObservation, findForm, findObservation, insertObservation, partyOfForm } from './form.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** An invited organisation writes its observation on one clause. Only the organisation can read it until it hands the form in. */
export const writeObservation = defineCommand({
  name: 'reviews/write-observation',
  permission: 'reviews:observe',
  clauses: ({ clauseId }) => [clauseId],
  input: WriteObservation,
  answer: StoredObservation,
  party: ({ formId }, db) => partyOfForm(db, formId),
  async run(context, { formId, clauseId, version, text }) {
    const { db, write, change, subject, now } = context;
    const form = await findForm(db, formId);
    const round = form && (await findRound(db, form.round_id));
    if (form === undefined || round === undefined) throw new AppError('platform/not-found');
    if (form.submitted_at !== null) throw new AppError('reviews/form-submitted');
    const edition = await editionOfRound(context, round.id);
    const asked = edition.columns.filter((id) => round.scope.length === 0 || round.scope.includes(id));
    if (!asked.includes(clauseId)) throw new AppError('reviews/not-in-scope');
    const before = await findObservation(db, formId, clauseId);
    refuseStale(before?.version ?? 0, version);
    const written = { form, clauseId, text, by: subject.person, at: now };
    if (before === undefined) write(insertObservation(db, written));
    else await change(changeObservation(db, version, written), 'platform/conflict');
    return {
      answer: { clauseId, version: version + 1 },
      entry: { subjectKind: 'shadow-form', subjectId: formId, partyId: form.party_id, detail: { clause: clauseId, text } },
    };
  },
});
