import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { NoteOnVisit } from './visit.schema.ts';
import { findVisit, insertNote } from './visit.store.ts';

/** Adds a note to a visit: day, partner, what was said and seen. Reviewers and the policy office read it; the party does not. */
export const noteOnVisit = defineCommand({
  name: 'reviews/note-on-visit',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: NoteOnVisit,
  answer: Done,
  party: async ({ visitId }, db) => (await findVisit(db, visitId))?.party_id,
  async run(context, { visitId, day, spokeWith, text }) {
    const { db, write, subject, now, newId } = context;
    const visit = await findVisit(db, visitId);
    if (visit === undefined) throw new AppError('platform/not-found');
    const { participation } = await participationForAction(context, { participationId: visit.participation_id }, 'visit');
    const id = newId();
    write(insertNote(db, { id, visit, day, spokeWith, text, by: subject.person, at: now }));
    const clauses = reviewClauses(await editionOfRound(context, participation.round_id), []);
    return {
      answer: { id },
      entry: { subjectKind: 'visit', subjectId: visit.id, partyId: participation.party_id, clauses, detail: { note: id, day } },
    };
  },
});
