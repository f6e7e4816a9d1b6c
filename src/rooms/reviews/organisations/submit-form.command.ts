import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { SubmitForm } from './form.schema.ts';
import { findForm, markFormSubmitted, partyOfForm } from './form.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * An invited organisation submits its form. The policy office can then read it, and it no longer changes. An empty form means that there is nothing to say.
 */
export const submitForm = defineCommand({
  name: 'reviews/submit-form',
  permission: 'reviews:observe',
  clauses: () => currentEdition().acts.reviews,
  input: SubmitForm,
  answer: Done,
  party: ({ formId }, db) => partyOfForm(db, formId),
  async run({ db, change, subject, now }, { formId, version }) {
    const form = await findForm(db, formId);
    if (form === undefined) throw new AppError('platform/not-found');
    if (form.submitted_at !== null) throw new AppError('reviews/form-submitted');
    refuseStale(form.version, version);
    await change(markFormSubmitted(db, form, subject.person, now), 'platform/conflict');
    return {
      answer: { id: formId },
      entry: { subjectKind: 'shadow-form', subjectId: formId, partyId: form.party_id, detail: { round: form.round_id } },
    };
  },
});
