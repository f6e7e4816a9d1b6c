import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { HandInForm } from './form.schema.ts';
import { findForm, handIn, partyOfForm } from './form.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * An invited organisation hands in its form. The policy office can then read it, and it no longer changes. An empty form means that there is nothing to say.
 */
export const handInForm = defineCommand({
  name: 'reviews/hand-in-form',
  permission: 'reviews:observe',
  clauses: () => currentEdition().acts.reviews,
  input: HandInForm,
  answer: Done,
  party: ({ formId }, db) => partyOfForm(db, formId),
  async run({ db, change, subject, now }, { formId, version }) {
    const form = await findForm(db, formId);
    if (form === undefined) throw new AppError('platform/not-found');
    if (form.handed_in_at !== null) throw new AppError('reviews/form-handed-in');
    refuseStale(form.version, version);
    await change(handIn(db, form, subject.person, now), 'platform/conflict');
    return {
      answer: { id: formId },
      entry: { subjectKind: 'shadow-form', subjectId: formId, partyId: form.party_id, detail: { round: form.round_id } },
    };
  },
});
