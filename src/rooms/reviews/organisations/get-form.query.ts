import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { partyNames } from '../participations/obligations.ts';
import { findRound } from '../participations/round-row.store.ts';
import { FormView } from './form.schema.ts';
import { findForm, observationsOf, partyOfForm } from './form.store.ts';
import { formLine } from './form-line.ts';
import '../permissions.ts';

/** A form of an invited organisation. The organisation always sees it; the policy office sees it once it is submitted. */
export const getForm = defineQuery({
  name: 'reviews/get-form',
  permission: 'reviews:read-form',
  input: z.strictObject({ formId: z.uuid() }),
  answer: FormView,
  party: ({ formId }, db) => partyOfForm(db, formId),
  async run(context, { formId }) {
    const { db, platform } = context;
    const form = await findForm(db, formId);
    const round = form && (await findRound(db, form.round_id));
    if (form === undefined || round === undefined) throw new AppError('platform/not-found');
    const edition = platform.services.catalogue.edition(round.edition_id);
    const written = new Map((await observationsOf(db, formId)).map((row) => [row.clause_id, row]));
    const asked = edition.columns.filter((id) => round.scope.length === 0 || round.scope.includes(id));
    return {
      ...formLine(form, await partyNames(db, [form.party_id])),
      round: { id: round.id, title: { en: round.title_en, fr: round.title_fr } },
      version: form.version,
      clauses: asked.map((id) => {
        const { title, plain, reconstructed } = edition.clause(id);
        const row = written.get(id);
        return {
          id,
          title,
          plain,
          reconstructed,
          observation: row === undefined ? null : { text: row.body, version: row.version, at: row.written_at.toISOString() },
        };
      }),
      mayWrite: form.submitted_at === null && may(subjectOf(context), 'reviews:observe', form.party_id),
    };
  },
});
